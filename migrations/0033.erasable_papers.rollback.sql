-- Want names, signatures and answers again.
alter table commerce.intake_responses alter column answers set not null;
drop index commerce.waiver_signatures_signer_key;
create unique index waiver_signatures_signer_key
    on commerce.waiver_signatures (organization_id, booking_id, waiver_id, lower(signer_name));
alter table commerce.waiver_signatures
    alter column signature set not null,
    alter column signer_name set not null;
