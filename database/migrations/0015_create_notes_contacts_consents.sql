create table app.notes (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  text text not null check (length(text) between 1 and 2000),
  written_by uuid references app.staff (id),
  written_at timestamptz not null,
  primary key (dealer_id, id),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id)
);
comment on table app.notes is '@tenant what staff wrote about a sale';
create index notes_by_sale on app.notes (dealer_id, sale_id);
call app.wall('app.notes', 'select, insert');

create table app.contacts (
  dealer_id uuid not null,
  id uuid not null,
  sale_id uuid not null,
  channel text not null check (channel in ('call', 'message', 'visit', 'online')),
  direction text not null check (direction in ('out', 'in')),
  result text not null check (result in ('reached', 'no-answer', 'call-back')),
  note text not null default '' check (length(note) <= 2000),
  recorded_by uuid references app.staff (id),
  contacted_at timestamptz not null,
  primary key (dealer_id, id),
  foreign key (dealer_id, sale_id) references app.sales (dealer_id, id)
);
comment on table app.contacts is '@tenant calls, messages and visits that no follow-up asked for';
create index contacts_by_sale on app.contacts (dealer_id, sale_id);
call app.wall('app.contacts', 'select, insert');

-- What people are asked, word for word: a new wording is a new version, the old one stays readable.
create table app.consent_texts (
  purpose text not null check (purpose in ('call', 'message', 'marketing', 'sharing')),
  version integer not null check (version > 0),
  valid_from date not null,
  text_zh text not null,
  text_en text not null,
  primary key (purpose, version)
);
comment on table app.consent_texts is '@reference dated wordings of what customers are asked to agree to';
grant select on app.consent_texts to forecourt_app, forecourt_reader;
insert into app.consent_texts (purpose, version, valid_from, text_zh, text_en) values
  ('call', 1, '2020-01-01',
   '我同意本店就我的购车咨询给我打电话。我可以随时撤回，撤回不影响本店继续为我服务。',
   'I agree that this store calls me about my inquiry. I may withdraw this at any time and am served all the same.'),
  ('message', 1, '2020-01-01',
   '我同意本店就我的购车咨询通过短信或微信与我联系。我可以随时撤回，撤回不影响本店继续为我服务。',
   'I agree that this store sends me messages (SMS, WeChat) about my inquiry. I may withdraw this at any time and am served all the same.'),
  ('marketing', 1, '2020-01-01',
   '我同意本店向我发送新车、优惠和活动信息。我可以随时撤回。',
   'I agree that this store sends me news of cars, offers and events. I may withdraw this at any time.'),
  ('sharing', 1, '2020-01-01',
   '我同意本店把我的姓名、电话和意向车型转给同一网络的其他门店，由其与我联系。我可以随时撤回。',
   'I agree that this store passes my name, phone and the model I look for to another store of the network, which may contact me. I may withdraw this at any time.');

create table app.consents (
  dealer_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  purpose text not null,
  decision text not null check (decision in ('given', 'refused', 'withdrawn')),
  text_version integer not null,
  channel text not null check (channel in ('visit', 'call', 'message', 'online', 'paper')),
  recorded_by uuid references app.staff (id),
  decided_at timestamptz not null,
  primary key (dealer_id, id),
  foreign key (dealer_id, customer_id) references app.customers (dealer_id, id),
  foreign key (purpose, text_version) references app.consent_texts (purpose, version)
);
comment on table app.consents is '@tenant what a customer agreed to, refused or took back; the newest of a purpose holds';
create index consents_by_customer on app.consents (dealer_id, customer_id, purpose, id desc);
call app.wall('app.consents', 'select, insert');
