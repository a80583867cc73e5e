// What a person answered on a sheet, as a request.
#include <algorithm>
#include <utility>

#include "manager/core/mourning_words.h"
#include "manager/desk/desk.h"
#include "manager/desk/publish.h"

namespace bangtin::desk {

namespace {

/// The sheet can only be answered when its days are understood.
Mourning mourning_of(const Sheet& sheet) {
  const Result<Mourning> typed = mourning_on(sheet.first_day, sheet.last_day);
  Mourning mourning = typed.ok() ? *typed : Mourning();
  mourning.reason = sheet.reason;
  return mourning;
}

}  // namespace

void Desk::publish_item(const Sheet& sheet) {
  const ItemRecord* item = state_.item_of(sheet.item);
  if (item == nullptr) return;
  const auto places = publish_places(state_, *item);
  const auto place = std::ranges::find(places, sheet.playlist, &PlaylistForm::id);
  if (place == places.end()) return;  // It has the item by now, or is gone.
  Request request;
  request.deed = Deed::Publish;
  request.playlist = record_of(*place);
  send(std::move(request));
}

void Desk::answer_sheet(bool confirmed) {
  if (!state_.sheet) return;
  const Sheet sheet = *std::exchange(state_.sheet, std::nullopt);
  if (!confirmed) return;
  Request request = this->request(Deed::Publish);
  switch (sheet.kind) {
    case Sheet::Kind::Publish:
      begin_sending_playlist();
      break;
    case Sheet::Kind::PublishItem:
      return publish_item(sheet);
    case Sheet::Kind::PublishSchedule:
      return publish_schedule();
    case Sheet::Kind::DeletePlaylist:
      request.deed = Deed::DeletePlaylist;
      break;
    case Sheet::Kind::RemoveFeed:
      return order(RemoveFeedOrder{state_.library.feed_form.id});
    case Sheet::Kind::ResetFactor:
      request.deed = Deed::ResetFactor;
      request.person.id = state_.settings.person.id;
      break;
    case Sheet::Kind::DeleteGroup:
      request.deed = Deed::DeleteGroup;
      request.group.id = sheet.group;
      break;
    case Sheet::Kind::RemoveLayout:
      request.deed = Deed::RemoveLayout;
      request.layout.id = state_.layouts.form.id;
      request.draft = request.layout.id.text;
      state_.layouts.form.busy = true;
      break;
    case Sheet::Kind::Return:
      request.deed = Deed::ReturnItem;
      break;
    case Sheet::Kind::Withdraw:
      request.deed = Deed::WithdrawItem;
      break;
    case Sheet::Kind::RevokeBoard:
      request.deed = Deed::RevokeBoard;
      break;
    case Sheet::Kind::TakeOffAir:
      request.deed = Deed::TakeOffAir;
      break;
    case Sheet::Kind::PutOnAir:
      request.deed = Deed::PutOnAir;
      break;
    case Sheet::Kind::DeclareMourning:
      request.deed = Deed::SetMourning;
      request.mourning = mourning_of(sheet);
      break;
    case Sheet::Kind::EndMourning:
      request.deed = Deed::SetMourning;
      break;
    case Sheet::Kind::ChangePassword:
      request.deed = Deed::ChangePassword;
      break;
    case Sheet::Kind::ReplaceKey:
      request.deed = Deed::ReplaceKey;
      break;
    case Sheet::Kind::ResealKey:
      request.deed = Deed::ResealKey;
      break;
    case Sheet::Kind::ShowRecoverySheet:
      request.deed = Deed::ShowRecoverySheet;
      break;
    case Sheet::Kind::BeginTrust:
      request.deed = Deed::BeginTrust;
      break;
    case Sheet::Kind::SignPeople:
      request.deed = Deed::SignPeople;
      request.online_seen = sheet.online_seen;
      break;
    case Sheet::Kind::AllowOnePerson:
      request.deed = Deed::AllowOnePerson;
      break;
    case Sheet::Kind::RequireTwoPeople:
      request.deed = Deed::RequireTwoPeople;
      break;
    case Sheet::Kind::RecoverCommuneKey:
      request.deed = Deed::RecoverCommuneKey;
      request.sheet = sheet.reason;
      break;
    case Sheet::Kind::LetProvinceIn:
      if (!sheet.card) return;
      request.deed = Deed::LetProvinceIn;
      request.card = *sheet.card;
      break;
    case Sheet::Kind::ShutProvinceOut:
      request.deed = Deed::ShutProvinceOut;
      request.card.keys.code = state_.provinces.chosen;
      break;
    case Sheet::Kind::ImportMap:
      request.deed = Deed::SetMap;
      request.map_file = sheet.reason;
      break;
    case Sheet::Kind::RemoveMap:
      request.deed = Deed::RemoveMap;
      break;
  }
  state_.settings.signs = is_about_the_commune_key(request.deed);
  request.item = sheet.item;
  request.version = sheet.version;
  request.board = sheet.board;
  request.reason = sheet.reason;
  request.old_password = sheet.passwords.before;
  request.password = sheet.passwords.now;
  if (!sheet.item.empty() && sheet.item == state_.item.id) state_.item.busy = true;
  if (is_urgent(request.deed)) {
    request.address = state_.sign_in.address;
    request.pin = state_.sign_in.pin;
    request.token = token_;
  }
  send(std::move(request));
}

}  // namespace bangtin::desk
