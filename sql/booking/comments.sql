-- What the tables and columns of booking mean.

comment on table commerce.schedules is
'Weekly hours on the wall clock of the subject''s zone.';
comment on column commerce.schedules.organization_id is 'The organization the row belongs to.';
comment on column commerce.schedules.id is 'Key, a uuid of version 7.';
comment on column commerce.schedules.staff_id is
'Whose they are; exactly one of staff, venue and service is set.';
comment on column commerce.schedules.venue_id is 'Whose they are.';
comment on column commerce.schedules.service_id is 'Whose they are.';
comment on column commerce.schedules.weekday is '1 is Monday.';
comment on column commerce.schedules.from_time is 'When the window begins.';
comment on column commerce.schedules.to_time is 'When it ends; at or before `from_time` means the next day.';
comment on column commerce.schedules.valid_from is 'First date the rule holds; null means always.';
comment on column commerce.schedules.valid_to is 'Last date the rule holds; null means always.';
comment on column commerce.schedules.created_at is 'When the row was made.';

comment on table commerce.schedule_exceptions is
'Other hours on one date; without hours the subject is closed that day.';
comment on column commerce.schedule_exceptions.organization_id is 'The organization the row belongs to.';
comment on column commerce.schedule_exceptions.id is 'Key, a uuid of version 7.';
comment on column commerce.schedule_exceptions.staff_id is
'Whose they are; exactly one of staff, venue and service is set.';
comment on column commerce.schedule_exceptions.venue_id is 'Whose they are.';
comment on column commerce.schedule_exceptions.service_id is 'Whose they are.';
comment on column commerce.schedule_exceptions.on_date is 'The date, in the zone of the subject.';
comment on column commerce.schedule_exceptions.from_time is 'When the window begins.';
comment on column commerce.schedule_exceptions.to_time is
'When it ends; at or before `from_time` means the next day.';
comment on column commerce.schedule_exceptions.reason is 'Why, for members.';
comment on column commerce.schedule_exceptions.created_at is 'When the row was made.';

comment on table commerce.time_off is 'Ranges without a member of staff.';
comment on column commerce.time_off.organization_id is 'The organization the row belongs to.';
comment on column commerce.time_off.id is 'Key, a uuid of version 7.';
comment on column commerce.time_off.staff_id is 'Who is away.';
comment on column commerce.time_off.during is 'The range, half-open.';
comment on column commerce.time_off.starts_at is 'Its start.';
comment on column commerce.time_off.ends_at is 'Its end.';
comment on column commerce.time_off.reason is 'Why, for members.';
comment on column commerce.time_off.created_at is 'When the row was made.';

comment on table commerce.blackouts is
'Ranges closed for a venue, a service or a resource; for none of them: for the whole organization.';
comment on column commerce.blackouts.organization_id is 'The organization the row belongs to.';
comment on column commerce.blackouts.id is 'Key, a uuid of version 7.';
comment on column commerce.blackouts.venue_id is 'The venue that is closed.';
comment on column commerce.blackouts.service_id is 'The service that is not offered.';
comment on column commerce.blackouts.resource_id is 'The resource that is out of use.';
comment on column commerce.blackouts.during is 'The range, half-open.';
comment on column commerce.blackouts.starts_at is 'Its start.';
comment on column commerce.blackouts.ends_at is 'Its end.';
comment on column commerce.blackouts.reason is 'Why, for members.';
comment on column commerce.blackouts.created_at is 'When the row was made.';

comment on table commerce.time_slots is 'Sessions with places.';
comment on column commerce.time_slots.organization_id is 'The organization the row belongs to.';
comment on column commerce.time_slots.id is 'Key, a uuid of version 7.';
comment on column commerce.time_slots.service_id is 'The service that happens.';
comment on column commerce.time_slots.venue_id is 'Where; null means where the service happens.';
comment on column commerce.time_slots.staff_id is 'Who gives it.';
comment on column commerce.time_slots.reservation_id is
'The reservation by which it holds its teacher''s time and its resources; null when it never needed either.';
comment on column commerce.time_slots.during is 'The range, half-open.';
comment on column commerce.time_slots.starts_at is 'Its start.';
comment on column commerce.time_slots.ends_at is 'Its end.';
comment on column commerce.time_slots.max_capacity is 'How many places it has.';
comment on column commerce.time_slots.is_available is 'Whether places may be reserved.';
comment on column commerce.time_slots.created_at is 'When the row was made.';
comment on column commerce.time_slots.updated_at is 'When the row was last changed.';

comment on table commerce_private.offers is
'What taking a time must know, compiled from catalogue, calendars and settings into one row for each service and performer.';

comment on table commerce.slot_reservations is
'Holds, and what became of them: a time of a person, or places in a time slot.';
comment on column commerce.slot_reservations.organization_id is 'The organization the row belongs to.';
comment on column commerce.slot_reservations.id is 'Key, a uuid of version 7.';
comment on column commerce.slot_reservations.service_id is 'The service held.';
comment on column commerce.slot_reservations.staff_id is
'Whose time is held; in a time slot only its own row has one.';
comment on column commerce.slot_reservations.time_slot_id is 'The slot the places are in.';
comment on column commerce.slot_reservations.group_id is 'What was held in one call of `reserve_time_slots`.';
comment on column commerce.slot_reservations.during is 'The time as the customer sees it, half-open.';
comment on column commerce.slot_reservations.occupied is
'The same with the service''s buffers; no two live rows of one person overlap in it.';
comment on column commerce.slot_reservations.starts_at is 'Start of `during`.';
comment on column commerce.slot_reservations.ends_at is 'End of `during`.';
comment on column commerce.slot_reservations.party_size is 'How many people.';
comment on column commerce.slot_reservations.status is
'`reserved`, `confirmed`, `expired` or `cancelled`; a `reserved` row past `expires_at` holds nothing.';
comment on column commerce.slot_reservations.expires_at is 'When the hold ends; null once confirmed.';
comment on column commerce.slot_reservations.is_extended is 'Whether it was extended, which happens once.';
comment on column commerce.slot_reservations.is_staff_requested is
'Whether the customer asked for this person.';
comment on column commerce.slot_reservations.customer_id is 'Whom it is for.';
comment on column commerce.slot_reservations.user_id is 'The user who made it.';
comment on column commerce.slot_reservations.created_at is 'When the row was made.';
comment on column commerce.slot_reservations.updated_at is 'When the row was last changed.';

comment on table commerce.reservation_resources is 'Which resources a reservation holds.';
comment on column commerce.reservation_resources.organization_id is 'The organization the row belongs to.';
comment on column commerce.reservation_resources.reservation_id is 'The reservation.';
comment on column commerce.reservation_resources.resource_id is 'The resource.';
comment on column commerce.reservation_resources.occupied is
'When; no two live rows of one resource overlap.';
comment on column commerce.reservation_resources.status is 'As of the reservation.';
comment on column commerce.reservation_resources.expires_at is 'As of the reservation.';
comment on column commerce.reservation_resources.created_at is 'When the row was made.';
comment on column commerce.reservation_resources.updated_at is 'When the row last changed.';

comment on table commerce.booking_status_transitions is
'Every move a booking may make; anything else is VB404.';
comment on column commerce.booking_status_transitions.from_status is 'From.';
comment on column commerce.booking_status_transitions.to_status is 'To.';
comment on column commerce.booking_status_transitions.created_at is 'When the row was made.';

comment on table commerce.bookings is 'Appointments: a reservation that is part of an order.';
comment on column commerce.bookings.organization_id is 'The organization the row belongs to.';
comment on column commerce.bookings.id is 'Key, a uuid of version 7.';
comment on column commerce.bookings.booking_number is 'What people call it.';
comment on column commerce.bookings.order_id is 'The order it is part of.';
comment on column commerce.bookings.order_item_id is 'The line that sold it.';
comment on column commerce.bookings.service_id is 'What happens.';
comment on column commerce.bookings.venue_id is 'Where.';
comment on column commerce.bookings.customer_id is 'For whom.';
comment on column commerce.bookings.reservation_id is 'The reservation that keeps its time.';
comment on column commerce.bookings.time_slot_id is 'The session it has places in.';
comment on column commerce.bookings.staff_id is 'Who performs it.';
comment on column commerce.bookings.staff_requested is 'Whether the customer asked for that person.';
comment on column commerce.bookings.during is 'When, half-open; null for a session that starts at once.';
comment on column commerce.bookings.starts_at is 'Start of `during`.';
comment on column commerce.bookings.ends_at is 'End of `during`.';
comment on column commerce.bookings.scheduled_for is
'The start that was booked; null for a session that starts at once.';
comment on column commerce.bookings.local_date is 'Date at the venue.';
comment on column commerce.bookings.local_start is 'Start on the wall clock of the venue.';
comment on column commerce.bookings.local_end is 'End on the wall clock of the venue.';
comment on column commerce.bookings.party_size is 'How many people.';
comment on column commerce.bookings.participants is 'How many of which kind, such as `{"adult":2}`.';
comment on column commerce.bookings.status is
'`pending_payment`, `awaiting_approval`, `confirmed`, `expired`, `payment_failed`, `checked_in`, `completed`, `cancelled` or `no_show`.';
comment on column commerce.bookings.payment_status is
'How its payment stands; `failed` when the last attempt did.';
comment on column commerce.bookings.source is '`admin`, `widget`, `api` or `import`.';
comment on column commerce.bookings.customer_note is 'What the customer wants to say.';
comment on column commerce.bookings.meeting_url is 'Where to meet online.';
comment on column commerce.bookings.delivery_mode is
'How it takes place: `in_person`, `video`, `chat` or `diagnostic`, as the service was when it was booked.';
comment on column commerce.bookings.currency is 'ISO 4217 code.';
comment on column commerce.bookings.total_minor is 'What it costs, in minor units of `currency`.';
comment on column commerce.bookings.ical_uid is 'Its id in calendars.';
comment on column commerce.bookings.ical_sequence is 'How often it was moved, for calendars.';
comment on column commerce.bookings.follows_booking_id is
'The booking that this one follows up, or the one before it in a series.';
comment on column commerce.bookings.cancellation_terms is
'The policy as it was when the booking was made; null for none.';
comment on column commerce.bookings.cancellation_fee_minor is
'What was kept of its price when it was cancelled, in minor units; null while nothing was.';
comment on column commerce.bookings.waived_minor is
'What of its price need not be paid any more, in minor units: part of the discount of its order.';
comment on column commerce.bookings.created_at is 'When the row was made.';
comment on column commerce.bookings.updated_at is 'When the row was last changed.';

comment on table commerce.booking_status_history is
'Every status a booking had; append-only.';
comment on column commerce.booking_status_history.organization_id is 'The organization the row belongs to.';
comment on column commerce.booking_status_history.id is 'Key, a uuid of version 7.';
comment on column commerce.booking_status_history.booking_id is 'The booking.';
comment on column commerce.booking_status_history.from_status is 'From; null at the start.';
comment on column commerce.booking_status_history.to_status is 'To.';
comment on column commerce.booking_status_history.at is 'When.';
comment on column commerce.booking_status_history.actor_user_id is 'The user who was calling.';
comment on column commerce.booking_status_history.actor_role is 'The role that was calling.';
comment on column commerce.booking_status_history.note is 'What was said about it.';
comment on column commerce.booking_status_history.created_at is 'When the row was made.';

comment on table commerce.waiver_signatures is 'Who has signed which waiver for which booking; append-only.';
comment on column commerce.waiver_signatures.organization_id is 'The organization the row belongs to.';
comment on column commerce.waiver_signatures.id is 'Key, a uuid of version 7.';
comment on column commerce.waiver_signatures.booking_id is 'The booking.';
comment on column commerce.waiver_signatures.waiver_id is 'The waiver, in the version that was signed.';
comment on column commerce.waiver_signatures.signer_name is 'Who signed; empty once erased.';
comment on column commerce.waiver_signatures.signature is 'What they typed or drew, as text; empty once erased.';
comment on column commerce.waiver_signatures.signed_at is 'When.';
comment on column commerce.waiver_signatures.signed_on is 'The date at the venue then.';
comment on column commerce.waiver_signatures.user_id is 'The user who was calling.';
comment on column commerce.waiver_signatures.created_at is 'When the row was made.';

comment on table commerce.intake_responses is 'What was answered to the form of a booking''s service.';
comment on column commerce.intake_responses.organization_id is 'The organization the row belongs to.';
comment on column commerce.intake_responses.id is 'Key, a uuid of version 7.';
comment on column commerce.intake_responses.booking_id is 'The booking.';
comment on column commerce.intake_responses.intake_form_id is 'The form.';
comment on column commerce.intake_responses.form_version is 'The version of the form that was answered.';
comment on column commerce.intake_responses.answers is 'One value for each key of the form; empty once erased.';
comment on column commerce.intake_responses.submitted_at is 'When it was answered last.';
comment on column commerce.intake_responses.user_id is 'The user who was calling then.';
comment on column commerce.intake_responses.created_at is 'When the row was made.';
comment on column commerce.intake_responses.updated_at is 'When the row was last changed.';

comment on type commerce.calendar_entry is 'A booking in a calendar, or in the day of a venue.';
comment on type commerce.found_booking is 'A booking that search_bookings found, and the cursor of the page after it.';
comment on type commerce.booking_step is 'A step in the life of a booking: when, what, why, what comes next, and who did it.';
comment on type commerce.series_date is 'A date of a series, and what became of it.';
comment on type commerce.held_reservation is 'What reserve_time_slot answers: the row of slot_reservations, and the token that only its maker is told.';
comment on type commerce.available_slot is 'A start, or a time slot, that can be reserved.';
comment on type commerce.checked_slot is 'A start, whether it can be reserved, and why not.';

comment on table commerce.booking_moves is 'Every other time a booking had before: append-only.';
comment on column commerce.booking_moves.organization_id is 'The organization the row belongs to.';
comment on column commerce.booking_moves.id is 'Key, a uuid of version 7.';
comment on column commerce.booking_moves.booking_id is 'The booking that moved.';
comment on column commerce.booking_moves.at is 'When it was moved.';
comment on column commerce.booking_moves.from_during is 'The time it had.';
comment on column commerce.booking_moves.to_during is 'The time it got.';
comment on column commerce.booking_moves.from_staff_id is 'Who was to perform it.';
comment on column commerce.booking_moves.to_staff_id is 'Who performs it now.';
comment on column commerce.booking_moves.ical_sequence is 'The sequence calendars know the new time by.';
comment on column commerce.booking_moves.party_size is 'How many people it was for then.';
comment on column commerce.booking_moves.price_difference_minor is
'How much more (or, negative, less) the new time costs, in minor units, before tax that is added to prices.';
comment on column commerce.booking_moves.is_by_customer is
'Whether the customer moved it; only these moves count against the policy.';
comment on column commerce.booking_moves.reason is 'Why.';
comment on column commerce.booking_moves.actor_user_id is 'Who moved it.';
comment on column commerce.booking_moves.created_at is 'When the row was made.';

comment on table commerce.waitlist_entries is 'Who waits for a time to become free, first come first served.';
comment on column commerce.waitlist_entries.organization_id is 'The organization the row belongs to.';
comment on column commerce.waitlist_entries.id is 'Key, a uuid of version 7: the order of the queue.';
comment on column commerce.waitlist_entries.service_id is 'What they wait for.';
comment on column commerce.waitlist_entries.customer_id is 'Who waits.';
comment on column commerce.waitlist_entries.user_id is 'The user they are, if they can sign in.';
comment on column commerce.waitlist_entries.during is 'Within which range it may happen, half-open.';
comment on column commerce.waitlist_entries.starts_at is 'Start of `during`.';
comment on column commerce.waitlist_entries.ends_at is 'End of `during`.';
comment on column commerce.waitlist_entries.party_size is 'For how many people.';
comment on column commerce.waitlist_entries.status is
'`waiting`, `offered` (a time is held for them), `taken`, `missed` (the offer lapsed), `left`, `expired` (nothing became free in time).';
comment on column commerce.waitlist_entries.reservation_id is 'The hold that was offered last.';
comment on column commerce.waitlist_entries.offered_at is 'When it was offered.';
comment on column commerce.waitlist_entries.created_at is 'When the row was made.';
comment on column commerce.waitlist_entries.updated_at is 'When the row was last changed.';

comment on table commerce_private.no_shows is 'What marking a booking as a no-show took off its price and its order: `check_in_booking` puts it back.';
comment on column commerce_private.no_shows.off_minor is 'How much less the booking costs, in minor units: waived, asked back, or neither where less was left.';
comment on column commerce_private.no_shows.waived_minor is 'What of it need not be paid any more, in minor units.';
comment on column commerce_private.no_shows.due_now_minor is 'How much less of its order was due before it is settled, in minor units.';
comment on column commerce_private.no_shows.refund_ids is 'The refunds that sent the rest back.';
comment on column commerce_private.no_shows.visits is 'How many visits that paid it came back.';
comment on column commerce_private.no_shows.organization_id is 'The organization the row belongs to.';
comment on column commerce_private.no_shows.booking_id is 'The booking that nobody came to.';
comment on column commerce_private.no_shows.created_at is 'When the row was made.';

comment on table commerce_private.visitor_bookings is
'Bookings that visitors made under a customer''s address, of services with `customer_limits`: they count as the customer''s.';
comment on column commerce_private.visitor_bookings.organization_id is 'The organization the row belongs to.';
comment on column commerce_private.visitor_bookings.booking_id is 'The booking.';
comment on column commerce_private.visitor_bookings.customer_id is 'Whose address it is; the visitor has not proved to be them.';
comment on column commerce_private.visitor_bookings.created_at is 'When the row was made.';
