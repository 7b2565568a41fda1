-- What the tables and columns of orders mean.

comment on table commerce.order_status_transitions is 'Which order status may follow which; the trigger of commerce.orders reads it.';
comment on column commerce.order_status_transitions.from_status is 'Where the order stands.';
comment on column commerce.order_status_transitions.to_status is 'Where it may go.';
comment on column commerce.order_status_transitions.condition is
'What must be true of the order: `nothing_to_pay` (all that is due now was received), `may_go_unpaid` (the same, or cash on delivery, or paid by hand at the venue), `nothing_to_ship`, `lost_parcel`.';
comment on column commerce.order_status_transitions.created_at is 'When the row was made.';

comment on table commerce.orders is 'What somebody buys: one row a purchase, its money and its status.';
comment on column commerce.orders.organization_id is 'The organization the row belongs to.';
comment on column commerce.orders.id is 'Key, a uuid of version 7.';
comment on column commerce.orders.order_number is
'What people call it; random letters by `order_number_format`.';
comment on column commerce.orders.customer_id is 'Who buys, where known.';
comment on column commerce.orders.status is 'One of 14; see order_status_transitions.';
comment on column commerce.orders.payment_status is 'What its payments add up to.';
comment on column commerce.orders.is_disputed is 'Whether a dispute is open.';
comment on column commerce.orders.fulfillment_status is 'How far its goods have come.';
comment on column commerce.orders.payment_method is 'The gateway chosen last.';
comment on column commerce.orders.currency is 'ISO 4217 code of every amount of the order.';
comment on column commerce.orders.subtotal_minor is 'Sum of the lines, in minor units.';
comment on column commerce.orders.discount_minor is 'What promotions take off.';
comment on column commerce.orders.shipping_minor is 'What delivery costs.';
comment on column commerce.orders.tax_minor is 'Its tax, shipping included.';
comment on column commerce.orders.is_tax_included is 'Whether its prices contain the tax; otherwise it was added.';
comment on column commerce.orders.price_breakdown is
'How discounts, shipping and tax came about: `promotions`, `shipping`, `taxes`; null when there were none.';
comment on column commerce.orders.total_minor is 'subtotal - discount + shipping, and tax unless that is included.';
comment on column commerce.orders.due_now_minor is 'What must be received for the order to go on.';
comment on column commerce.orders.due_minor is 'What is still to be received.';
comment on column commerce.orders.balance_due_at is
'When the rest is due, where a deposit was enough.';
comment on column commerce.orders.paid_minor is 'What was received.';
comment on column commerce.orders.refunded_minor is 'What went back.';
comment on column commerce.orders.email is 'The buyer''s address as given with this order.';
comment on column commerce.orders.shipping_address is 'Where goods go, as it was at the purchase.';
comment on column commerce.orders.billing_address is 'Who is billed, as it was at the purchase.';
comment on column commerce.orders.shipping_method_id is 'How goods travel.';
comment on column commerce.orders.source is '`admin`, `widget`, `api` or `import`.';
comment on column commerce.orders.notes is 'The buyer''s remarks.';
comment on column commerce.orders.tags is 'Words of the organization.';
comment on column commerce.orders.metadata is 'The caller''s own data.';
comment on column commerce.orders.expires_at is 'When it is cancelled if nothing was paid.';
comment on column commerce.orders.idempotency_key is 'The key of the request that made it.';
comment on column commerce.orders.fingerprint is 'Digest of that request and its caller.';
comment on column commerce.orders.log_length is 'How many entries its log has.';
comment on column commerce.orders.log_head is 'Hash of the last entry of its log.';
comment on column commerce.orders.created_at is 'When the row was made.';
comment on column commerce.orders.updated_at is 'When the row was last changed.';

comment on table commerce.order_items is 'The lines of an order as they were at the moment of purchase; never changed.';
comment on column commerce.order_items.organization_id is 'The organization the row belongs to.';
comment on column commerce.order_items.id is 'Key, a uuid of version 7.';
comment on column commerce.order_items.order_id is 'The order.';
comment on column commerce.order_items.line is 'Place in the order, from 1.';
comment on column commerce.order_items.kind is
'What was bought: `product`, `service`, `subscription`, `package`, `gift_card`, `fee` or `tip`.';
comment on column commerce.order_items.product_id is 'Number of the product, for goods.';
comment on column commerce.order_items.service_id is 'The service, for times.';
comment on column commerce.order_items.pricing_plan_id is 'The plan that was sold, or that priced the line.';
comment on column commerce.order_items.title is 'Name at the purchase.';
comment on column commerce.order_items.sku is 'Sku at the purchase.';
comment on column commerce.order_items.quantity is 'How many; participants for pooled services.';
comment on column commerce.order_items.unit_price_minor is 'Price of one, in minor units.';
comment on column commerce.order_items.discount_minor is 'What was taken off the line.';
comment on column commerce.order_items.tax_minor is 'Tax of the line.';
comment on column commerce.order_items.total_minor is 'What the line comes to.';
comment on column commerce.order_items.snapshot is 'What else was true of it at the purchase.';
comment on column commerce.order_items.created_at is 'When the row was made.';

comment on table commerce.order_status_history is 'Every status an order took, and who moved it; append-only, written by a trigger.';
comment on column commerce.order_status_history.organization_id is
'The organization the row belongs to.';
comment on column commerce.order_status_history.id is 'Key, a uuid of version 7.';
comment on column commerce.order_status_history.order_id is 'The order.';
comment on column commerce.order_status_history.from_status is 'Where it stood; null at the start.';
comment on column commerce.order_status_history.to_status is 'Where it went.';
comment on column commerce.order_status_history.at is 'When.';
comment on column commerce.order_status_history.actor_user_id is
'The user who moved it, if one did.';
comment on column commerce.order_status_history.actor_role is 'The role of the caller.';
comment on column commerce.order_status_history.note is 'Why, in words of the mover.';
comment on column commerce.order_status_history.created_at is 'When the row was made.';

comment on table commerce.order_logs is 'What was done about an order, and by whom; append-only, each entry chained to the one before.';
comment on column commerce.order_logs.organization_id is 'The organization the row belongs to.';
comment on column commerce.order_logs.order_id is 'The order.';
comment on column commerce.order_logs.place is 'Place in the log, from 1.';
comment on column commerce.order_logs.action is
'What was done; the engine''s own words begin with `order.`.';
comment on column commerce.order_logs.data is
'What there is to say about it; null once it was erased.';
comment on column commerce.order_logs.salt is
'Keeps erased data from being guessed by its digest; erased with it.';
comment on column commerce.order_logs.data_digest is 'sha256 of the salt''s 16 bytes and the data as text.';
comment on column commerce.order_logs.hash is
'sha256 of the former entry''s hash and everything of this one but data and salt.';
comment on column commerce.order_logs.at is 'When.';
comment on column commerce.order_logs.actor_user_id is 'The user who did it, if one did.';
comment on column commerce.order_logs.actor_role is 'The role of the caller.';
comment on column commerce.order_logs.is_visible_to_customer is
'Whether the order''s customer, or a guest with its token, reads it.';
comment on column commerce.order_logs.created_at is 'When the row was made.';

comment on table commerce.shipments is 'Parcels of an order.';
comment on column commerce.shipments.organization_id is 'The organization the row belongs to.';
comment on column commerce.shipments.id is 'Key, a uuid of version 7.';
comment on column commerce.shipments.order_id is 'The order.';
comment on column commerce.shipments.status is '`shipped`, `in_transit`, `delivered` or `lost`.';
comment on column commerce.shipments.carrier is 'Who carries it.';
comment on column commerce.shipments.tracking_number is 'The carrier''s number.';
comment on column commerce.shipments.shipped_at is 'When it left.';
comment on column commerce.shipments.delivered_at is 'When it arrived.';
comment on column commerce.shipments.lost_at is 'When it was given up.';
comment on column commerce.shipments.created_at is 'When the row was made.';
comment on column commerce.shipments.updated_at is 'When the row was last changed.';

comment on table commerce.shipment_items is 'What is in a parcel.';
comment on column commerce.shipment_items.organization_id is
'The organization the row belongs to.';
comment on column commerce.shipment_items.shipment_id is 'The parcel.';
comment on column commerce.shipment_items.order_item_id is 'The line of the order.';
comment on column commerce.shipment_items.quantity is 'How many of it.';
comment on column commerce.shipment_items.created_at is 'When the row was made.';

comment on table commerce.promotion_uses is 'Which orders used which promotions.';
comment on column commerce.promotion_uses.organization_id is 'The organization the row belongs to.';
comment on column commerce.promotion_uses.promotion_id is 'The promotion.';
comment on column commerce.promotion_uses.order_id is 'The order.';
comment on column commerce.promotion_uses.customer_id is 'Who used it.';
comment on column commerce.promotion_uses.email_digest is
'SHA-256 of the e-mail address in lower case, for buyers who are no customers.';
comment on column commerce.promotion_uses.discount_minor is
'How much was taken off, in minor units.';
comment on column commerce.promotion_uses.status is
'`used`, or `released` when the order was cancelled.';
comment on column commerce.promotion_uses.created_at is 'When the row was made.';
comment on column commerce.promotion_uses.updated_at is 'When the row was last changed.';

comment on table commerce.carts is 'What somebody is about to order.';
comment on column commerce.carts.organization_id is 'The organization the row belongs to.';
comment on column commerce.carts.id is 'Key, a uuid of version 7.';
comment on column commerce.carts.customer_id is 'The customer it is for.';
comment on column commerce.carts.user_id is 'The user it belongs to.';
comment on column commerce.carts.status is '`active`, `ordered`, `merged` or `expired`.';
comment on column commerce.carts.promotion_codes is 'The promotions its order will use.';
comment on column commerce.carts.metadata is
'Whatever the shop wants to keep with it, a json object.';
comment on column commerce.carts.order_id is 'The order it became.';
comment on column commerce.carts.merged_into_id is 'The cart it went into.';
comment on column commerce.carts.expires_at is 'When it expires unless it is changed before.';
comment on column commerce.carts.created_at is 'When the row was made.';
comment on column commerce.carts.updated_at is 'When the row was last changed.';

comment on table commerce.cart_items is 'The lines of carts.';
comment on column commerce.cart_items.organization_id is 'The organization the row belongs to.';
comment on column commerce.cart_items.id is 'Key, a uuid of version 7.';
comment on column commerce.cart_items.cart_id is 'The cart.';
comment on column commerce.cart_items.product_id is 'The product, of a line of goods.';
comment on column commerce.cart_items.reservation_id is
'The hold, of a line with a time that is held already.';
comment on column commerce.cart_items.item is
'The line as `create_order` reads it, without the token of a hold.';
comment on column commerce.cart_items.created_at is 'When the row was made.';
comment on column commerce.cart_items.updated_at is 'When the row was last changed.';

comment on table commerce.removed_items is
'Units that `change_order` took out of orders. Lines of orders never change: they are what was bought, less these.';
comment on column commerce.removed_items.organization_id is 'The organization the row belongs to.';
comment on column commerce.removed_items.change_id is 'The change, as the order''s log names it.';
comment on column commerce.removed_items.order_item_id is 'The line of the order.';
comment on column commerce.removed_items.order_id is 'The order.';
comment on column commerce.removed_items.quantity is 'How many units.';
comment on column commerce.removed_items.amount_minor is 'What these had cost, in minor units.';
comment on column commerce.removed_items.waived_minor is
'How much of it was not paid yet and need not be any more: the order costs less by it. The rest was refunded.';
comment on column commerce.removed_items.discount_minor is 'What of the order''s discount went with that.';
comment on column commerce.removed_items.tax_minor is 'What of the order''s tax went with that.';
comment on column commerce.removed_items.created_at is 'When the row was made.';

comment on table commerce.unsent_items is
'Units of orders that went back on the shelf before they left, and are not sent any more. Their money is a matter of refunds.';
comment on column commerce.unsent_items.organization_id is 'The organization the row belongs to.';
comment on column commerce.unsent_items.change_id is 'What put them back: the refund of items, or what the whole order went back with.';
comment on column commerce.unsent_items.order_item_id is 'The line of the order.';
comment on column commerce.unsent_items.order_id is 'The order.';
comment on column commerce.unsent_items.quantity is 'How many units.';
comment on column commerce.unsent_items.created_at is 'When the row was made.';

comment on table commerce.documents is
'Papers about orders, which never change; the numbers of each kind have no gap.';
comment on column commerce.documents.organization_id is 'The organization the row belongs to.';
comment on column commerce.documents.id is 'Key, a uuid of version 7.';
comment on column commerce.documents.order_id is 'The order it is about.';
comment on column commerce.documents.kind is '`invoice`, `credit_note` or `receipt`.';
comment on column commerce.documents.sequence is 'Its place among the documents of its kind, from 1 without a gap.';
comment on column commerce.documents.document_number is 'The number that stands on it.';
comment on column commerce.documents.currency is 'The currency of its amounts.';
comment on column commerce.documents.total_minor is 'What it is over, in minor units.';
comment on column commerce.documents.tax_minor is 'The tax in that, in minor units; a receipt states none.';
comment on column commerce.documents.data is 'Seller, buyer, lines, taxes and payments when it was issued.';
comment on column commerce.documents.issued_at is 'When it was issued.';
comment on column commerce.documents.created_at is 'When the row was made.';

comment on table commerce.returns is 'Goods that customers send back.';
comment on column commerce.returns.organization_id is 'The organization the row belongs to.';
comment on column commerce.returns.id is 'Key, a uuid of version 7.';
comment on column commerce.returns.order_id is 'The order they were bought with.';
comment on column commerce.returns.status is '`requested`, `approved`, `rejected`, `received` or `completed`.';
comment on column commerce.returns.reason is 'Why, in words of whoever asked.';
comment on column commerce.returns.outcome is '`refund`, `exchange` or `credit`, once it is completed.';
comment on column commerce.returns.amount_minor is 'What was given for the goods that came back: what they had cost, or less.';
comment on column commerce.returns.refund_id is 'The refund, where there is one.';
comment on column commerce.returns.replacement_order_id is 'The order that was made in exchange.';
comment on column commerce.returns.created_at is 'When the row was made.';
comment on column commerce.returns.updated_at is 'When the row was last changed.';

comment on table commerce.return_items is 'Lines of an order that come back.';
comment on column commerce.return_items.organization_id is 'The organization the row belongs to.';
comment on column commerce.return_items.return_id is 'The return.';
comment on column commerce.return_items.order_item_id is 'The line of the order.';
comment on column commerce.return_items.quantity is 'How many were to come.';
comment on column commerce.return_items.resellable is 'How many came and can be sold again.';
comment on column commerce.return_items.damaged is 'How many came and cannot.';
comment on column commerce.return_items.created_at is 'When the row was made.';
comment on column commerce.return_items.updated_at is 'When the row was last changed.';
