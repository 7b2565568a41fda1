-- The table of contents of pgcommerce, and the order in which it is loaded. A room calls only rooms
-- before it. Every file can be run again at any time:
--     psql -v ON_ERROR_STOP=1 -1 -c 'set check_function_bodies = off' -f sql/load.sql

-- foundation: time, keys, and what every table shares
\ir foundation/schemas.sql
\if :{?sandbox}
\ir sandbox/clock.sql
\ir sandbox/set_clock.sql
\else
\ir foundation/clock.sql
\endif
\ir foundation/private/new_token.sql
\ir foundation/private/new_number.sql
\ir foundation/private/refuse_card_number.sql
\ir foundation/private/tg_touch_updated_at.sql
\ir foundation/private/tg_refuse_change.sql

-- tenancy: who is calling, in which organization, and what they may do
\ir tenancy/private/caller_role.sql
\ir tenancy/private/context_uuid.sql
\ir tenancy/private/current_claims.sql
\ir tenancy/private/current_header.sql
\ir tenancy/private/current_user_id.sql
\ir tenancy/private/selected_organization_id.sql
\ir tenancy/private/current_organization_id.sql
\ir tenancy/private/current_guest_id.sql
\ir tenancy/private/member_rank.sql
\ir tenancy/private/is_member.sql
\ir tenancy/private/refuse_caller.sql
\ir tenancy/private/require.sql
\ir tenancy/private/setting.sql
\ir tenancy/private/audit.sql
\ir tenancy/private/check_key.sql
\ir tenancy/private/fingerprint.sql
\ir tenancy/private/refuse_key.sql
\ir tenancy/private/claim_key.sql
\ir tenancy/private/next_counter.sql
\ir tenancy/private/link_user.sql
\ir tenancy/private/is_timezone.sql
\ir tenancy/private/refuse_input.sql
\ir tenancy/private/refuse_organization.sql
\ir tenancy/private/is_email.sql
\ir tenancy/private/is_interval.sql
\ir tenancy/private/platform_setting.sql
\ir tenancy/private/refuse_setting.sql
\ir tenancy/private/check_setting.sql
\ir tenancy/private/check_member_change.sql
\ir tenancy/set_context.sql
\ir tenancy/find_organization.sql
\ir tenancy/create_organization.sql
\ir tenancy/suspend_organization.sql
\ir tenancy/lift_suspension.sql
\ir tenancy/bind_reader.sql
\ir tenancy/add_member.sql
\ir tenancy/set_member_role.sql
\ir tenancy/remove_member.sql
\ir tenancy/get_setting.sql
\ir tenancy/set_setting.sql
\ir tenancy/take_rate_limit.sql
\ir tenancy/views/settings_effective.sql
\ir tenancy/triggers.sql
\ir tenancy/policies.sql
\ir tenancy/comments.sql

-- messaging: what is to be told, queued in the transaction that causes it
\ir messaging/private/after_quiet_hours.sql
\ir messaging/private/queue_notification.sql
\ir messaging/private/cancel_messages.sql
\ir messaging/private/record_event.sql
\ir messaging/private/tell_members.sql
\ir messaging/private/refuse_message.sql
\ir messaging/private/effective_template.sql
\ir messaging/enqueue_notification.sql
\ir messaging/cancel_notifications.sql
\ir messaging/set_notification_template.sql
\ir messaging/claim_notifications.sql
\ir messaging/settle_notification.sql
\ir messaging/triggers.sql
\ir messaging/policies.sql
\ir messaging/comments.sql

-- customers: who buys
\ir customers/private/current_customer_id.sql
\ir customers/private/verified_email.sql
\ir customers/private/refuse_customer_input.sql
\ir customers/private/check_customer.sql
\ir customers/private/refuse_blocked.sql
\ir customers/private/find_or_make_customer.sql
\ir customers/private/count_for_customer.sql
\ir customers/private/check_customer_extras.sql
\ir customers/private/refuse_merge.sql
\ir customers/private/visible_customer.sql
\ir customers/private/may_change_customer.sql
\ir customers/private/check_address.sql
\ir customers/private/find_address.sql
\ir customers/upsert_customer.sql
\ir customers/save_address.sql
\ir customers/delete_address.sql
\ir customers/set_default_address.sql
\ir customers/block_customer.sql
\ir customers/unblock_customer.sql
\ir customers/triggers.sql
\ir customers/policies.sql
\ir customers/comments.sql

-- catalog: what is sold, and who performs it
\ir catalog/private/refuse_catalog_input.sql
\ir catalog/private/refuse_unknown.sql
\ir catalog/private/check_name.sql
\ir catalog/private/check_range.sql
\ir catalog/private/check_choice.sql
\ir catalog/private/check_clear.sql
\ir catalog/private/check_timezone.sql
\ir catalog/private/check_venue.sql
\ir catalog/private/check_performable.sql
\ir catalog/private/current_staff_id.sql
\ir catalog/triggers.sql
\ir catalog/policies.sql
\ir catalog/upsert_venue.sql
\ir catalog/upsert_resource.sql
\ir catalog/upsert_staff.sql
\ir catalog/upsert_service.sql
\ir catalog/assign_staff.sql
\ir catalog/assign_resource.sql

-- inventory: what lies on the shelf, and for whom it is kept
\ir inventory/private/refuse_stock.sql
\ir inventory/private/available_stock.sql
\ir inventory/private/check_stock.sql
\ir inventory/private/tell_low_stock.sql
\ir inventory/private/unreserve_stock.sql
\ir inventory/private/free_locks.sql
\ir inventory/private/place_locks.sql
\ir inventory/private/allocate_stock.sql
\ir inventory/private/lock_stock.sql
\ir inventory/private/prolong_locks.sql
\ir inventory/private/retake_locks.sql
\ir inventory/private/convert_locks.sql
\ir inventory/private/release_locks.sql
\ir inventory/private/expire_locks.sql
\ir inventory/private/restore_stock.sql
\ir inventory/triggers.sql

-- booking: time as stock
\ir booking/private/compile_offers.sql
\ir booking/private/tg_compile_offers.sql
\ir booking/private/tg_compile_all_offers.sql
\ir booking/private/hold_token.sql
\ir booking/private/held_reservation.sql
\ir booking/private/places_taken.sql
\ir booking/private/subject_hours.sql
\ir booking/private/offered_starts.sql
\ir booking/private/refusal.sql
\ir booking/private/refuse_time.sql
\ir booking/private/refuse_range.sql
\ir booking/private/find_service.sql
\ir booking/private/performers.sql
\ir booking/private/reason_rank.sql
\ir booking/private/booking_timezone.sql
\ir booking/private/slot_refusal.sql
\ir booking/private/refuse_unknown_offer.sql
\ir booking/private/free_resources.sql
\ir booking/private/has_resources.sql
\ir booking/private/lock_reservations.sql
\ir booking/private/end_reservations.sql
\ir booking/private/expire_stale.sql
\ir booking/private/take_time.sql
\ir booking/private/take_resource.sql
\ir booking/private/take_resources.sql
\ir booking/private/rank_staff.sql
\ir booking/private/take_anyone.sql
\ir booking/private/find_slot.sql
\ir booking/private/check_wish.sql
\ir booking/private/check_hold_arguments.sql
\ir booking/private/admit_holder.sql
\ir booking/private/hold_place.sql
\ir booking/private/hold_time.sql
\ir booking/private/refuse_hold.sql
\ir booking/private/check_token.sql
\ir booking/private/take_reservations.sql
\ir booking/private/make_bookings.sql
\ir booking/private/prolong_reservations.sql
\ir booking/private/retake_reservations.sql
\ir booking/private/confirm_bookings.sql
\ir booking/private/release_bookings.sql
\ir booking/private/mark_bookings_payment.sql
\ir booking/private/tg_bookings_guard_status.sql
\ir booking/private/tg_bookings_record_history.sql
\ir booking/private/read_segments.sql
\ir booking/private/choose_staff.sql
\ir booking/private/queue_for_times.sql
\ir booking/private/explain_time.sql
\ir booking/private/lock_hold.sql
\ir booking/private/tell_of_booking.sql
\ir booking/private/expire_due.sql
\ir booking/private/require_calendar.sql
\ir booking/private/check_period.sql
\ir booking/private/read_rules.sql
\ir booking/private/hold_teacher.sql
\ir booking/triggers.sql
\ir booking/policies.sql
\ir booking/reserve_time_slot.sql
\ir booking/reserve_time_slots.sql
\ir booking/get_reservation.sql
\ir booking/extend_reservation.sql
\ir booking/release_reservation.sql
\ir booking/get_available_slots.sql
\ir booking/check_slots.sql
\ir booking/explain_slot.sql
\ir booking/is_slot_available.sql
\ir booking/confirm_booking.sql
\ir booking/cleanup_expired_reservations.sql
\ir booking/set_schedule.sql
\ir booking/add_schedule_exception.sql
\ir booking/add_time_off.sql
\ir booking/add_blackout.sql
\ir booking/create_time_slot.sql
\ir booking/update_time_slot.sql

-- orders: what was bought, and every state it went through
\ir orders/private/refuse_order.sql
\ir orders/private/tg_orders_guard_status.sql
\ir orders/private/tg_orders_guard_identity.sql
\ir orders/private/tg_orders_record_history.sql
\ir orders/private/move_order.sql
\ir orders/private/set_order_payment.sql
\ir orders/triggers.sql

-- payments: attempts, gateways, refunds, and the books

-- checkout: acts that span rooms
\ir checkout/private/refuse_item.sql
\ir checkout/private/refuse_product.sql
\ir checkout/private/read_time.sql
\ir checkout/private/check_item.sql
\ir checkout/private/check_order_input.sql
\ir checkout/private/copy_address.sql
\ir checkout/private/order_by_key.sql
\ir checkout/private/order_rules.sql
\ir checkout/private/price_times.sql
\ir checkout/private/price_lines.sql
\ir checkout/private/sum_lines.sql
\ir checkout/private/hold_times.sql
\ir checkout/private/write_lines.sql
\ir checkout/create_order.sql

-- operations: the clockwork, and the questions an operator asks
\ir operations/private/refuse_operation.sql
\ir operations/private/run_sweep.sql
\ir operations/run_due_sweeps.sql
\ir operations/purge_old_rows.sql
\ir operations/private/verify_stock_equals_movements.sql
\ir operations/private/verify_reserved_equals_locks.sql
\ir operations/private/verify_no_double_booking.sql
\ir operations/private/verify_capacity_not_exceeded.sql
\ir operations/private/verify_bookings_agree_with_reservations.sql
\ir operations/private/verify_order_totals_equal_items.sql
\ir operations/private/verify_payment_status_equals_payments.sql
\ir operations/private/verify_ledger_balances.sql
\ir operations/private/verify_payments_equal_ledger.sql
\ir operations/private/verify_payments_have_orders.sql
\ir operations/private/verify_histories_complete.sql
\ir operations/private/verify_statistics_exact.sql
\ir operations/private/verify_loose_references.sql
\ir operations/private/verify_no_row_crosses.sql
\ir operations/private/run_check.sql
\ir operations/verify_integrity.sql
\ir operations/onboarding_status.sql
\ir operations/triggers.sql
\ir operations/policies.sql
\ir operations/comments.sql

-- reporting: what the owner reads
