-- Why a sale was lost, in words that can be counted, and what the manager answered.
alter table app.losses
  add column competitor_model text check (length(competitor_model) <= 100),
  add column price_gap_minor bigint check (price_gap_minor >= 0),
  add column currency char(3),
  add column decision_note text not null default '' check (length(decision_note) <= 2000),
  add check ((price_gap_minor is null) = (currency is null));
create index losses_by_time on app.losses (dealer_id, proposed_at desc, id desc);
