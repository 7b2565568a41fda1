-- What the tables and columns of the catalogue mean.

comment on table commerce.products is 'Goods that are sold.';
comment on column commerce.products.organization_id is 'The organization the row belongs to.';
comment on column commerce.products.id is 'Number of the product, counted per organization.';
comment on column commerce.products.sku is 'The business''s own code, unique.';
comment on column commerce.products.name is 'What customers see.';
comment on column commerce.products.description is 'What customers read about it.';
comment on column commerce.products.parent_product_id is 'The product this is a variant of.';
comment on column commerce.products.options is 'What makes it this variant, such as `{"size":"M"}`.';
comment on column commerce.products.price_minor is 'Price of one piece, in minor units of `currency`.';
comment on column commerce.products.currency is 'ISO 4217 code.';
comment on column commerce.products.tax_category is 'Which tax rate applies.';
comment on column commerce.products.track_inventory is 'Whether stock is counted.';
comment on column commerce.products.allow_backorder is 'Whether it may be sold beyond what is there.';
comment on column commerce.products.weight_grams is 'Weight of one piece, in grams.';
comment on column commerce.products.status is '`draft`, `active` or `archived`; only active ones are sold.';
comment on column commerce.products.metadata is 'Whatever the business wants to keep with it, a json object.';
comment on column commerce.products.snapshot is 'What lines of orders remember of it: options, tax category, weight.';
comment on column commerce.products.created_at is 'When the row was made.';
comment on column commerce.products.updated_at is 'When the row was last changed.';

comment on table commerce.venues is 'Places where services happen.';
comment on column commerce.venues.organization_id is 'The organization the row belongs to.';
comment on column commerce.venues.id is 'Key, a uuid of version 7.';
comment on column commerce.venues.name is 'What customers see.';
comment on column commerce.venues.timezone is 'IANA zone of its wall clock.';
comment on column commerce.venues.address is 'Where it is, a json object.';
comment on column commerce.venues.created_at is 'When the row was made.';
comment on column commerce.venues.updated_at is 'When the row was last changed.';

comment on table commerce.resources is
'Rooms, chairs and machines; one booking at a time holds one.';
comment on column commerce.resources.organization_id is 'The organization the row belongs to.';
comment on column commerce.resources.id is 'Key, a uuid of version 7.';
comment on column commerce.resources.name is 'What staff see.';
comment on column commerce.resources.resource_group is 'Services ask for any one of a group.';
comment on column commerce.resources.venue_id is 'Where it stands; null when it can be anywhere.';
comment on column commerce.resources.status is '`active` or `archived`.';
comment on column commerce.resources.created_at is 'When the row was made.';
comment on column commerce.resources.updated_at is 'When the row was last changed.';

comment on table commerce.staff is 'People who perform services.';
comment on column commerce.staff.organization_id is 'The organization the row belongs to.';
comment on column commerce.staff.id is 'Key, a uuid of version 7.';
comment on column commerce.staff.display_name is 'The name customers see.';
comment on column commerce.staff.user_id is 'The user they sign in as.';
comment on column commerce.staff.timezone is 'IANA zone of their wall clock.';
comment on column commerce.staff.service_title is 'What they are, such as Stylist.';
comment on column commerce.staff.is_service_provider is 'Whether they perform services at all.';
comment on column commerce.staff.is_available_for_booking is 'Whether customers may book them at present.';
comment on column commerce.staff.created_at is 'When the row was made.';
comment on column commerce.staff.updated_at is 'When the row was last changed.';

comment on table commerce.services is 'What customers can book.';
comment on column commerce.services.organization_id is 'The organization the row belongs to.';
comment on column commerce.services.id is 'Key, a uuid of version 7.';
comment on column commerce.services.name is 'What customers see.';
comment on column commerce.services.duration_minutes is 'How long it takes, in minutes.';
comment on column commerce.services.price_minor is 'Price, in minor units of `currency`.';
comment on column commerce.services.currency is 'ISO 4217 code.';
comment on column commerce.services.capacity_mode is
'`exclusive` (one customer at a time for each person and resource) or `pooled` (places in time slots).';
comment on column commerce.services.capacity is 'The largest party of an exclusive service.';
comment on column commerce.services.buffer_before_minutes is 'Minutes kept free before it.';
comment on column commerce.services.buffer_after_minutes is 'Minutes kept free after it.';
comment on column commerce.services.min_notice_minutes is 'How many minutes ahead it must be booked.';
comment on column commerce.services.max_advance_days is 'How many days ahead it can be booked.';
comment on column commerce.services.step_minutes is 'Minutes from one possible start to the next.';
comment on column commerce.services.customer_limits is
    'How many bookings of it one customer may have, by `day`, `week`, `month`, `year` and `upcoming`; null: as many as they like.';
comment on column commerce.services.delivery_mode is '`in_person`, `video`, `chat` or `diagnostic`.';
comment on column commerce.services.assignment is
'Who is chosen when nobody is asked for: `least_busy` or `round_robin`.';
comment on column commerce.services.requires_approval is
'Whether a booking waits until a member approves it.';
comment on column commerce.services.requires_waiver is 'Whether a waiver must be signed before check-in.';
comment on column commerce.services.intake_form_id is 'The form customers answer.';
comment on column commerce.services.deposit_minor is
'What is due at booking, in minor units; null means all.';
comment on column commerce.services.cancellation_policy_id is
'The policy that decides what cancelling costs.';
comment on column commerce.services.tax_category is 'Which tax rate applies.';
comment on column commerce.services.venue_id is 'Where it happens.';
comment on column commerce.services.status is '`draft`, `active` or `archived`; only active ones are booked.';
comment on column commerce.services.activates_when_assigned is 'Whether its first performer makes it active.';
comment on column commerce.services.metadata is 'Whatever the business wants to keep with it, a json object.';
comment on column commerce.services.created_at is 'When the row was made.';
comment on column commerce.services.updated_at is 'When the row was last changed.';

comment on table commerce.service_staff is 'Who performs which service.';
comment on column commerce.service_staff.organization_id is 'The organization the row belongs to.';
comment on column commerce.service_staff.service_id is 'The service.';
comment on column commerce.service_staff.staff_id is 'Who performs it.';
comment on column commerce.service_staff.created_at is 'When the row was made.';

comment on table commerce.service_resource_groups is
'Of which groups a booking of a service holds one resource each.';
comment on column commerce.service_resource_groups.organization_id is 'The organization the row belongs to.';
comment on column commerce.service_resource_groups.service_id is 'The service.';
comment on column commerce.service_resource_groups.resource_group is 'The group.';
comment on column commerce.service_resource_groups.created_at is 'When the row was made.';

comment on table commerce.waivers is 'What customers sign before a service; one row a version.';
comment on column commerce.waivers.organization_id is 'The organization the row belongs to.';
comment on column commerce.waivers.id is 'Key, a uuid of version 7: another for every version.';
comment on column commerce.waivers.service_id is
'The service it is for; null means every service that requires a waiver.';
comment on column commerce.waivers.title is 'What it is called.';
comment on column commerce.waivers.body is 'The text that is signed; it never changes.';
comment on column commerce.waivers.version is '1 for the first text, then counting.';
comment on column commerce.waivers.is_same_day is 'Whether it is to be signed on the day of the booking.';
comment on column commerce.waivers.is_for_each is 'Whether each of the party signs.';
comment on column commerce.waivers.status is '`active`, or `retired` by a newer version or by a member.';
comment on column commerce.waivers.created_at is 'When the row was made.';
comment on column commerce.waivers.updated_at is 'When the row was last changed.';

comment on table commerce.intake_forms is 'What customers of a service are asked.';
comment on column commerce.intake_forms.organization_id is 'The organization the row belongs to.';
comment on column commerce.intake_forms.id is 'Key, a uuid of version 7.';
comment on column commerce.intake_forms.name is 'What it is called.';
comment on column commerce.intake_forms.fields is
'What it asks: `[{"key", "label", "kind", "is_required", "choices", "help"}]`.';
comment on column commerce.intake_forms.version is 'Counts the changes of its fields.';
comment on column commerce.intake_forms.is_required is 'Whether it is answered before check-in.';
comment on column commerce.intake_forms.visible_to is
'Who reads the answers: `staff` (of that booking) or `manager` (staff do not).';
comment on column commerce.intake_forms.status is '`active` or `archived`.';
comment on column commerce.intake_forms.created_at is 'When the row was made.';
comment on column commerce.intake_forms.updated_at is 'When the row was last changed.';

comment on table commerce.cancellation_policies is 'What it costs to cancel, and how often a booking may be moved.';
comment on column commerce.cancellation_policies.organization_id is 'The organization the row belongs to.';
comment on column commerce.cancellation_policies.id is 'Key, a uuid of version 7.';
comment on column commerce.cancellation_policies.name is 'What people call it.';
comment on column commerce.cancellation_policies.tiers is
'Array of `{"hours_before", "kept_percent", "kept_minor"}`, the longest notice first; with less notice than any of them everything is kept.';
comment on column commerce.cancellation_policies.is_deposit_refundable is 'Whether the deposit goes back at all.';
comment on column commerce.cancellation_policies.no_show_percent is 'How much of the price is kept when nobody comes.';
comment on column commerce.cancellation_policies.max_moves is
'How often customers may move a booking; null for any number.';
comment on column commerce.cancellation_policies.move_notice_hours is
'How many hours before its start customers may still move a booking.';
comment on column commerce.cancellation_policies.created_at is 'When the row was made.';
comment on column commerce.cancellation_policies.updated_at is 'When the row was last changed.';

comment on table commerce.stored_values is 'Gift cards, and the credit that customers may spend here.';
comment on column commerce.stored_values.organization_id is 'The organization the row belongs to.';
comment on column commerce.stored_values.id is 'Key, a uuid of version 7.';
comment on column commerce.stored_values.kind is '`gift_card`, whose bearer knows a code, or `store_credit`, which has a customer.';
comment on column commerce.stored_values.customer_id is 'Whose credit it is; null for gift cards.';
comment on column commerce.stored_values.currency is 'ISO 4217 code.';
comment on column commerce.stored_values.balance_minor is 'What it is worth, in minor units of `currency`: the sum of its entries, never negative.';
comment on column commerce.stored_values.held_minor is 'How much of the balance waits for orders that are not settled yet.';
comment on column commerce.stored_values.status is '`active`, or `void`: the order that bought it was cancelled.';
comment on column commerce.stored_values.code_ending is 'The last four letters of a gift card''s code; the rest is stored nowhere.';
comment on column commerce.stored_values.recipient_email is 'Where the code was sent.';
comment on column commerce.stored_values.order_item_id is 'The line of the order that bought it; null when it was given.';
comment on column commerce.stored_values.expires_at is 'From when on it pays for nothing new; null means never.';
comment on column commerce.stored_values.created_at is 'When the row was made.';
comment on column commerce.stored_values.updated_at is 'When the row was last changed.';

comment on table commerce.stored_value_entries is 'What happened to gift cards and credit; append-only.';
comment on column commerce.stored_value_entries.organization_id is 'The organization the row belongs to.';
comment on column commerce.stored_value_entries.id is 'Key, a uuid of version 7.';
comment on column commerce.stored_value_entries.stored_value_id is 'The card or credit.';
comment on column commerce.stored_value_entries.kind is '`issue`, `grant` (or taken back), `redeem`, `refund`, `void`.';
comment on column commerce.stored_value_entries.amount_minor is 'What the balance grew by, in minor units; negative for what was spent.';
comment on column commerce.stored_value_entries.payment_id is 'The payment that spent it.';
comment on column commerce.stored_value_entries.refund_id is 'The refund that brought it back.';
comment on column commerce.stored_value_entries.reason is 'Why, in the words of whoever did it.';
comment on column commerce.stored_value_entries.actor_user_id is 'Who did it, if a person did.';
comment on column commerce.stored_value_entries.at is 'When.';
comment on column commerce.stored_value_entries.created_at is 'When the row was made.';

comment on table commerce_private.gift_card_codes is 'By which digest a gift card is found.';

comment on table commerce.pricing_plans is 'Price lists of services by tiers, and what is sold as packages and subscriptions.';
comment on column commerce.pricing_plans.organization_id is 'The organization the row belongs to.';
comment on column commerce.pricing_plans.id is 'Key, a uuid of version 7.';
comment on column commerce.pricing_plans.name is 'What customers see.';
comment on column commerce.pricing_plans.kind is
'`one_off` (the price list of a service), `package` or `recurring`.';
comment on column commerce.pricing_plans.price_minor is
'Price of the plan, of a price list that of one place, in minor units.';
comment on column commerce.pricing_plans.currency is 'ISO 4217 code.';
comment on column commerce.pricing_plans.service_id is 'The service it is for.';
comment on column commerce.pricing_plans.tiers is
'Prices by tier of participants: `[{"tier":"child","price_minor":900,"places":1}]`.';
comment on column commerce.pricing_plans.quantity is 'How many visits a package holds.';
comment on column commerce.pricing_plans.billing_interval is
'How often a recurring plan is charged.';
comment on column commerce.pricing_plans.valid_days is 'How many days a package lasts.';
comment on column commerce.pricing_plans.tax_category is 'Which tax rate applies.';
comment on column commerce.pricing_plans.status is '`active` or `archived`.';
comment on column commerce.pricing_plans.created_at is 'When the row was made.';
comment on column commerce.pricing_plans.updated_at is 'When the row was last changed.';

comment on table commerce.price_changes is 'Every price there ever was, from when on; append-only, written by triggers.';
comment on column commerce.price_changes.organization_id is 'The organization the row belongs to.';
comment on column commerce.price_changes.id is 'Key, a uuid of version 7.';
comment on column commerce.price_changes.product_id is 'The product, or';
comment on column commerce.price_changes.service_id is 'the service, or';
comment on column commerce.price_changes.pricing_plan_id is 'the plan that has the price.';
comment on column commerce.price_changes.price_minor is 'The price, in minor units.';
comment on column commerce.price_changes.currency is 'ISO 4217 code.';
comment on column commerce.price_changes.tiers is 'Prices by tier, of a plan.';
comment on column commerce.price_changes.valid_from is 'Since when.';
comment on column commerce.price_changes.created_at is 'When the row was made.';

comment on table commerce.tax_rates is 'What is taxed where, when, and how much.';
comment on column commerce.tax_rates.organization_id is 'The organization the row belongs to.';
comment on column commerce.tax_rates.id is 'Key, a uuid of version 7.';
comment on column commerce.tax_rates.name is
'What stands on documents, such as VAT; rates of different names add up.';
comment on column commerce.tax_rates.category is
'The tax category it is for; `standard` is everything else.';
comment on column commerce.tax_rates.country is 'ISO 3166 code of two letters.';
comment on column commerce.tax_rates.region is 'The region of the country; empty for all.';
comment on column commerce.tax_rates.postal_prefix is
'How postal codes there begin, without spaces; empty for all.';
comment on column commerce.tax_rates.percent is 'Percent of the net price.';
comment on column commerce.tax_rates.valid is 'From when, until when.';
comment on column commerce.tax_rates.created_at is 'When the row was made.';
comment on column commerce.tax_rates.updated_at is 'When the row was last changed.';

comment on table commerce.shipping_methods is 'How goods reach their buyers.';
comment on column commerce.shipping_methods.organization_id is
'The organization the row belongs to.';
comment on column commerce.shipping_methods.id is 'Key, a uuid of version 7.';
comment on column commerce.shipping_methods.name is 'What customers see.';
comment on column commerce.shipping_methods.kind is '`delivery`, or `pickup` by the customer.';
comment on column commerce.shipping_methods.price_minor is 'What it costs, in minor units.';
comment on column commerce.shipping_methods.currency is 'ISO 4217 code.';
comment on column commerce.shipping_methods.countries is
'Where it delivers, ISO 3166 codes; empty for everywhere.';
comment on column commerce.shipping_methods.free_over_minor is
'Goods for at least this much are sent free, in minor units after discounts.';
comment on column commerce.shipping_methods.tax_category is
'Which tax rate applies; `shipping` when none is set.';
comment on column commerce.shipping_methods.status is '`active` or `archived`.';
comment on column commerce.shipping_methods.created_at is 'When the row was made.';
comment on column commerce.shipping_methods.updated_at is 'When the row was last changed.';

comment on table commerce.promotions is 'Codes that make an order cheaper, and how often they were used.';
comment on column commerce.promotions.organization_id is 'The organization the row belongs to.';
comment on column commerce.promotions.id is 'Key, a uuid of version 7.';
comment on column commerce.promotions.code is 'What customers type; upper case.';
comment on column commerce.promotions.name is 'What customers see.';
comment on column commerce.promotions.kind is '`percent`, `amount` or `free_shipping`.';
comment on column commerce.promotions.percent is 'How much of the price is taken off.';
comment on column commerce.promotions.amount_minor is 'How much is taken off, in minor units.';
comment on column commerce.promotions.currency is
'ISO 4217 code of its amounts; orders in others cannot use it.';
comment on column commerce.promotions.scope is 'What it is for: `all`, `products` or `services`.';
comment on column commerce.promotions.product_ids is 'Only these products.';
comment on column commerce.promotions.service_ids is 'Only these services.';
comment on column commerce.promotions.minimum_minor is
'For how much of what it is for has to be ordered, in minor units.';
comment on column commerce.promotions.max_uses is 'How many orders may use it.';
comment on column commerce.promotions.max_uses_per_customer is
'How many orders of one customer may use it.';
comment on column commerce.promotions.budget_minor is
'How much it may take off in all, in minor units.';
comment on column commerce.promotions.is_stackable is
'Whether it may be combined with other codes.';
comment on column commerce.promotions.starts_at is 'From when it may be used.';
comment on column commerce.promotions.ends_at is 'Until when.';
comment on column commerce.promotions.status is '`active` or `archived`.';
comment on column commerce.promotions.uses is 'How many live orders use it.';
comment on column commerce.promotions.spent_minor is 'How much it takes off these, in minor units.';
comment on column commerce.promotions.created_at is 'When the row was made.';
comment on column commerce.promotions.updated_at is 'When the row was last changed.';

comment on table commerce.entitlements is 'Visits bought in advance: packages.';
comment on column commerce.entitlements.organization_id is 'The organization the row belongs to.';
comment on column commerce.entitlements.id is 'Key, a uuid of version 7; items of an order name it as `entitlement_id`.';
comment on column commerce.entitlements.customer_id is 'Whose visits they are.';
comment on column commerce.entitlements.pricing_plan_id is 'The plan that was bought.';
comment on column commerce.entitlements.service_id is 'What they are for; null means any service.';
comment on column commerce.entitlements.order_item_id is 'The line of the order that bought them.';
comment on column commerce.entitlements.total is 'How many visits were bought.';
comment on column commerce.entitlements.used is 'How many are used: the sum of the uses, never above `total`.';
comment on column commerce.entitlements.status is '`active`, or `cancelled`: the order that bought them was.';
comment on column commerce.entitlements.expires_at is 'Before when a visit has to begin; null means any time.';
comment on column commerce.entitlements.created_at is 'When the row was made.';
comment on column commerce.entitlements.updated_at is 'When the row was last changed.';

comment on table commerce.entitlement_uses is 'Which visits paid for what, and which came back; append-only.';
comment on column commerce.entitlement_uses.organization_id is 'The organization the row belongs to.';
comment on column commerce.entitlement_uses.id is 'Key, a uuid of version 7.';
comment on column commerce.entitlement_uses.entitlement_id is 'The visits bought.';
comment on column commerce.entitlement_uses.order_item_id is 'The line that they paid.';
comment on column commerce.entitlement_uses.step is 'The how manieth of the line: 1 is its use.';
comment on column commerce.entitlement_uses.kind is
'`use`, `return` when the appointment was cancelled or missed, or fewer people came to it, or `again` when they came after all.';
comment on column commerce.entitlement_uses.visits is 'How many; negative for those that came back.';
comment on column commerce.entitlement_uses.left_visits is 'How many still pay the line afterwards.';
comment on column commerce.entitlement_uses.reason is 'Why they came back, or were used again.';
comment on column commerce.entitlement_uses.actor_user_id is 'Who did it, if a person did.';
comment on column commerce.entitlement_uses.at is 'When.';
comment on column commerce.entitlement_uses.created_at is 'When the row was made.';

comment on table commerce.subscriptions is 'Recurring plans that customers bought.';
comment on column commerce.subscriptions.organization_id is 'The organization the row belongs to.';
comment on column commerce.subscriptions.id is 'Key, a uuid of version 7.';
comment on column commerce.subscriptions.customer_id is 'Who subscribed.';
comment on column commerce.subscriptions.pricing_plan_id is 'The plan.';
comment on column commerce.subscriptions.order_item_id is 'The line of the order that began it.';
comment on column commerce.subscriptions.quantity is 'How many of the plan.';
comment on column commerce.subscriptions.price_minor is 'What a period of one costs, as it was agreed, in minor units of `currency`.';
comment on column commerce.subscriptions.currency is 'ISO 4217 code.';
comment on column commerce.subscriptions.billing_interval is 'How long a period lasts.';
comment on column commerce.subscriptions.status is '`active`; `past_due` while a renewal waits to be paid; `paused`; `cancelled`.';
comment on column commerce.subscriptions.period is 'The number of the present period, from 1.';
comment on column commerce.subscriptions.anchor_at is 'When period `anchor_period` begins; the others are counted from it.';
comment on column commerce.subscriptions.anchor_period is 'Which period `anchor_at` begins.';
comment on column commerce.subscriptions.current_period_starts_at is 'When the present period begins.';
comment on column commerce.subscriptions.current_period_ends_at is 'When it ends.';
comment on column commerce.subscriptions.next_renewal_at is 'When the order of the next period is made; null unless active.';
comment on column commerce.subscriptions.is_ending is 'Whether it ends instead of renewing.';
comment on column commerce.subscriptions.renewal_order_id is 'The order of the present period, while it waits to be paid.';
comment on column commerce.subscriptions.cancelled_at is 'When it ended.';
comment on column commerce.subscriptions.not_before is 'When to try a renewal again that failed.';
comment on column commerce.subscriptions.last_error is 'The code with which it failed.';
comment on column commerce.subscriptions.created_at is 'When the row was made.';
comment on column commerce.subscriptions.updated_at is 'When the row was last changed.';

comment on table commerce.subscription_periods is 'Each period of a subscription with its one order.';
comment on column commerce.subscription_periods.organization_id is 'The organization the row belongs to.';
comment on column commerce.subscription_periods.subscription_id is 'The subscription.';
comment on column commerce.subscription_periods.period is 'Its number, from 1.';
comment on column commerce.subscription_periods.order_id is 'The order that pays it.';
comment on column commerce.subscription_periods.starts_at is 'When it begins.';
comment on column commerce.subscription_periods.ends_at is 'When it ends.';
comment on column commerce.subscription_periods.created_at is 'When the row was made.';
