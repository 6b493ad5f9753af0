-- Photos and signatures of a sale. All of them show a person or what a person wrote: their bytes are sealed.
create table app.attachments (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  subject_id uuid, -- the test drive or the delivery that it belongs to; null: the sale itself
  kind text not null check (kind in ('licence', 'agreement-signature', 'delivery-photo', 'delivery-signature', 'other')),
  media_type text not null check (media_type in ('image/jpeg', 'image/png', 'image/webp', 'application/json')),
  byte_length integer not null check (byte_length > 0),
  sha256 bytea not null check (length(sha256) = 32),
  sealed bytea not null,
  -- of a signature: what was signed, in which wording and language
  text_code text,
  text_version text,
  text_language text check (text_language in ('zh', 'en')),
  text_sha256 bytea check (length(text_sha256) = 32),
  added_by uuid references app.staff (id), -- who took the photo, or was present at the signature
  added_at timestamptz not null,
  primary key (dealer_id, id),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id),
  check ((kind in ('agreement-signature', 'delivery-signature')) = (text_sha256 is not null)),
  check ((text_sha256 is null) = (text_version is null) and (text_sha256 is null) = (text_code is null)
    and (text_sha256 is null) = (text_language is null)),
  check ((media_type = 'application/json') = (text_sha256 is not null))
);
comment on table app.attachments is '@tenant photos and signatures of a sale, sealed at rest';
create index attachments_by_sale on app.attachments (dealer_id, sale_id, id);
call app.wall('app.attachments', 'select, insert');
