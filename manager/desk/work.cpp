#include "manager/desk/work.h"

#include <algorithm>

#include "manager/core/board_orders.h"
#include "manager/core/people_rules.h"
#include "manager/desk/fingerprint.h"
#include "shared/base/json.h"
#include "shared/base/log.h"

namespace bangtin::desk {
namespace {

using namespace std::chrono_literals;

constexpr auto kLookSoon = 1s;
constexpr auto kLookLater = 5s;
constexpr auto kHurryAfterDeed = 10s;
constexpr auto kClocksComparedAgain = 60s;
/// What a slow answer may make of two clocks that are right.
constexpr auto kClockTolerance = 2min;

/// Nothing but the person's own deeds, or a refusal, changes these.
bool is_settled(SigningState signing) {
  return signing == SigningState::Ready || signing == SigningState::NotNeeded;
}

bool waits_for_an_answer(const BoardRecord& board, Instant now) {
  return board.online && std::ranges::any_of(board.orders, [now](const OrderRecord& order) {
           return order_state(order, now) == OrderState::Waiting;
         });
}

bool waits_for_a_board(const Snapshot& snapshot, Instant now) {
  const bool asked = std::ranges::any_of(
      snapshot.boards, [now](auto& board) { return waits_for_an_answer(board, now); });
  return asked || std::ranges::any_of(snapshot.deliveries, [](const auto& entry) {
           return std::ranges::any_of(entry.second, [](const Delivery& delivery) {
             return delivery.online && !delivery.confirmed;
           });
         });
}

/// One board, or none for all of them.
std::vector<BoardId> named_boards(const Request& request) {
  if (request.board.empty()) return {};
  return {request.board};
}

}  // namespace

bool is_about_the_commune_key(Deed deed) {
  return deed == Deed::ShowRecoverySheet || deed == Deed::BeginTrust || deed == Deed::SignPeople ||
         deed == Deed::AllowOnePerson || deed == Deed::RequireTwoPeople ||
         deed == Deed::RecoverCommuneKey || deed == Deed::LetProvinceIn ||
         deed == Deed::ShutProvinceOut;
}

bool is_urgent(Deed deed) { return deed == Deed::TakeOffAir || deed == Deed::PutOnAir; }

bool signs_in(Deed deed) {
  return deed == Deed::SignIn || deed == Deed::SetUp || deed == Deed::StartCommune;
}

std::vector<Report> DeskWork::handle(const Request& request, Instant now) {
  Outcome outcome = done(request, now - clock_ahead_);
  if (request.deed == Deed::Look) told_.clear();  // What another line heard may be news here.
  if (outcome.error) {
    // Whoever could not sign in, or left, has nothing to look at; all others look whether the link
    // stands.
    if (signs_in(request.deed) || request.deed == Deed::SignOut) next_look_.reset();
    // The desk believes the link lost: it must hear when the server answers again.
    if (outcome.error->code == Code::Unavailable) told_.clear();
    if (outcome.error->key.starts_with("trust.")) key_doubted_ = true;
  } else if (request.deed == Deed::SignOut) {
    next_look_.reset();
    told_.clear();
  } else {
    if (signs_in(request.deed)) {
      told_.clear();
      lost_ = false;
    }
    // Where nobody signed in only urgent deeds are done: who has the session looks.
    const bool reads = is_about_sight(request.deed);
    if (!me_.id.text.empty() && !reads) next_look_ = now;
    hurry_until_ = now + kHurryAfterDeed;
  }
  std::vector<Report> reports;
  reports.emplace_back(std::move(outcome));
  for (Report& report : look_around(now)) reports.push_back(std::move(report));
  return reports;
}

std::vector<Report> DeskWork::tick(Instant now) {
  // A clock that was set back meanwhile puts nothing off.
  const auto keep_due = [now](std::optional<Instant>& due, Millis most) {
    if (due && *due > now + most) due = now;
  };
  keep_due(next_look_, kLookLater);
  keep_due(next_compared_, kClocksComparedAgain);
  keep_due(hurry_until_, kHurryAfterDeed);
  // Not after a deed: it may have taken minutes since `now`.
  const bool due = !next_compared_ || now >= *next_compared_;
  if (next_look_ && !lost_ && due) compare_clocks(now);
  return look_around(now);
}

/// Whole minutes: a clock that runs a little fast is no news each time.
void DeskWork::compare_clocks(Instant now) {
  const Result<Instant> right = server_.time();
  if (!right.ok()) return;  // The look that follows says why.
  next_compared_ = now + kClocksComparedAgain;
  const Millis ahead = std::chrono::round<std::chrono::minutes>(now - *right);
  clock_ahead_ = std::chrono::abs(ahead) < kClockTolerance ? Millis(0) : ahead;
}

std::vector<Report> DeskWork::look_around(Instant now) {
  if (!next_look_ || now < *next_look_) return {};
  std::vector<Report> reports;
  Result<std::shared_ptr<const Snapshot>> seen = look();
  if (!seen.ok()) {
    const bool ended = seen.error().code == Code::Denied;
    if (!lost_ || ended) reports.emplace_back(LinkLost{seen.error()});
    lost_ = true;
    told_.clear();
    if (ended) {
      next_look_.reset();
    } else {
      next_look_ = now + kLookLater;
    }
    return reports;
  }
  lost_ = false;
  const bool hurry =
      waits_for_a_board(**seen, now - clock_ahead_) || (hurry_until_ && now < *hurry_until_);
  next_look_ = now + (hurry ? kLookSoon : kLookLater);
  if ((*seen)->all_items != printed_) {
    printed_ = (*seen)->all_items;
    items_print_ = print_of(*printed_);
  }
  std::string bytes = fingerprint(**seen, items_print_);
  if (bytes != told_) {
    told_ = std::move(bytes);
    reports.emplace_back(std::move(*seen));
  }
  return reports;
}

Result<std::shared_ptr<const Snapshot>> DeskWork::look() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->me = me_;
  snapshot->clock_ahead = clock_ahead_;
  snapshot->commune = TRY(server_.commune());
  TRY(look_at_map(snapshot->commune.map));
  snapshot->map = map_;
  snapshot->all_items = TRY(server_.items());
  snapshot->playlists = TRY(server_.playlists());
  snapshot->boards = TRY(server_.boards());
  snapshot->groups = TRY(server_.groups());
  snapshot->holidays = TRY(server_.holidays());
  snapshot->mourning = TRY(server_.mourning());
  snapshot->layouts = TRY(server_.layouts());
  if (has_role(me_.roles, Role::Administrator) || has_role(me_.roles, Role::Technician)) {
    snapshot->timetables = TRY(server_.timetables());
    snapshot->technicians = TRY(server_.technicians());
  }
  if (has_role(me_.roles, Role::Administrator)) {
    snapshot->administration = TRY(server_.administration());
  }
  if (has_both_roles(me_.roles)) snapshot->one_person = TRY(server_.lets_one_person());
  if (key_doubted_ || !is_settled(key_.state)) key_ = TRY(server_.signing_state());
  key_doubted_ = false;
  snapshot->key = key_;
  for (const PlaylistRecord& playlist : snapshot->playlists) {
    if (!playlist.published_at) continue;
    Result<std::vector<Delivery>> deliveries = server_.delivery(playlist.id);
    // A playlist that was deleted since is no reason to see nothing.
    if (!deliveries.ok() && deliveries.error().code == Code::NotFound) continue;
    snapshot->deliveries[playlist.id] = TRY(std::move(deliveries));
  }
  return std::shared_ptr<const Snapshot>(std::move(snapshot));
}

/// It is asked for only when it became another.
Status DeskWork::look_at_map(const std::optional<Digest>& hash) {
  if (hash == map_hash_) return {};
  map_.reset();
  map_hash_.reset();
  if (!hash) return {};
  Result<CommuneMap> map = server_.commune_map();
  // One that was removed since is no reason to see nothing.
  if (!map.ok() && map.error().code == Code::NotFound) return {};
  map_ = std::make_shared<const CommuneMap>(TRY(std::move(map)));
  map_hash_ = hash;
  return {};
}

/// A time that is too long for it has its sums all the same.
Status DeskWork::look_at_proof(const Request& request, Outcome& outcome) {
  Result<ProofReport> proof = server_.proof_report(request.from_day, request.to_day);
  if (proof.ok()) {
    outcome.proof = std::move(*proof);
  } else {
    outcome.no_proof = proof.error();
  }
  return {};
}

/// What is signed is what the person has before him.
Status DeskWork::save_item(const Request& request, Outcome& outcome, Instant now) {
  const ItemContent& content = request.content;
  const ItemRecord saved = request.item.empty()
                               ? TRY(server_.add_item(content))
                               : TRY(server_.save_item(request.item, content, request.revision));
  TRY(check_content(saved, request.item.empty() ? saved.id : request.item, content));
  outcome.item = saved;
  if (request.deed == Deed::SubmitItem) {
    outcome.item = TRY(server_.submit_item(saved.id, content, now));
  }
  return {};
}

Status DeskWork::sign_in(const Request& request, Outcome& outcome) {
  Session session = TRY(server_.sign_in(request.login, request.password, request.code));
  outcome.person = me_ = std::move(session.person);
  next_compared_.reset();
  outcome.token = std::move(session.token);
  outcome.board_addresses = server_.board_addresses();
  return ready_key(request.password);
}

/// Once the first person is signed in, what is missing can be done in the settings.
Status DeskWork::start_commune(const Request& request, Outcome& outcome, Instant now) {
  const OwnServerFacts own = TRY(server_.start_own());
  outcome.own_server = own;
  TRY(server_.connect(own.address, own.pin));
  if (own.setup_token.empty()) {
    return Error{Code::Conflict, "somebody set it up before", "desk.own.set_up_before"};
  }
  TRY(server_.setup(own.setup_token, request.login, request.name, request.password));
  TRY(sign_in(request, outcome));
  const Status rest = name_and_begin(request, outcome, now);
  if (!rest.ok()) outcome.unfinished = rest.error();
  return {};
}

/// Whoever begins also writes the first notices.
Status DeskWork::name_and_begin(const Request& request, Outcome& outcome, Instant now) {
  TRY(server_.set_commune(request.commune));
  me_.roles = {Role::Editor, Role::Administrator};
  outcome.person = me_ = TRY(server_.change_person(me_, ""));
  TRY(ready_key(request.password));
  outcome.sheet = TRY(server_.recovery_sheet(request.password));
  TRY(server_.begin_trust(request.password, now));
  key_ = TRY(server_.signing_state());
  return {};
}

/// Whoever has no key here can still sign in: he sees what is missing.
Status DeskWork::ready_key(const std::string& password) {
  const Result<KeySight> key = server_.ready_key(me_, password);
  if (!key.ok() && key.error().code == Code::Unavailable) return key.error();
  if (!key.ok()) log::error("desk", "no key on this PC", {{"error", key.error().message}});
  key_ = key.ok() ? *key : KeySight{SigningState::NoKey, ""};
  return {};
}

Status DeskWork::save_playlist(const Request& request, Outcome& outcome) {
  outcome.playlist = TRY(server_.save_playlist(request.playlist));
  if (request.deed == Deed::Publish) TRY(server_.publish(outcome.playlist->id));
  return {};
}

Outcome outcome_of(const Request& request) {
  Outcome outcome;
  outcome.deed = request.deed;
  outcome.draft = request.draft;
  outcome.board = request.board;
  outcome.glass = request.glass;
  if (request.deed == Deed::LoadVersion) outcome.loaded = request.version;
  if (request.deed == Deed::LoadPicture) outcome.loaded = request.media.blob;
  return outcome;
}

Outcome DeskWork::done(const Request& request, Instant now) {
  Outcome outcome = outcome_of(request);
  const auto run = [&]() -> Status {
    if (is_urgent(request.deed)) {
      TRY(server_.resume(request.address, request.pin, request.token));
    }
    switch (request.deed) {
      case Deed::Look:
        return {};
      case Deed::SetUp:
        TRY(server_.connect(request.address, request.pin));
        TRY(server_.setup(request.token, request.login, request.name, request.password));
        return sign_in(request, outcome);
      case Deed::StartCommune:
        return start_commune(request, outcome, now);
      case Deed::SignIn:
        if (request.own_server) TRY(server_.start_own());
        TRY(server_.connect(request.address, request.pin));
        return sign_in(request, outcome);
      case Deed::SignOut:
        return server_.sign_out();
      case Deed::SaveItem:
      case Deed::SubmitItem:
        return save_item(request, outcome, now);
      case Deed::ApproveItem:
        outcome.item =
            TRY(server_.approve_item(request.item, request.version, request.checked, now));
        return {};
      case Deed::ReturnItem:
        outcome.item = TRY(server_.return_item(request.item, request.version, request.reason));
        return {};
      case Deed::WithdrawItem:
        outcome.item = TRY(server_.withdraw_item(request.item, request.reason, now));
        return {};
      case Deed::SavePlaylist:
      case Deed::Publish:
        return save_playlist(request, outcome);
      case Deed::DeletePlaylist:
        return server_.delete_playlist(request.playlist.id);
      case Deed::FindPairing:
        outcome.pairing = TRY(server_.pairing(request.code));
        return {};
      case Deed::AcceptPairing:
        TRY(server_.accept_pairing(request.code, request.name));
        return {};
      case Deed::RefusePairing:
        return server_.refuse_pairing(request.code);
      case Deed::RenameBoard:
        TRY(server_.rename_board(request.board, request.name));
        return {};
      case Deed::RevokeBoard:
        TRY(server_.revoke_board(request.board));
        return {};
      case Deed::PlaceBoard:
        TRY(server_.place_board(request.board, request.position));
        return {};
      case Deed::AssignBoard:
        TRY(server_.assign_board(request.board, request.assigned_to, request.reason));
        return {};
      case Deed::TagBoard:
        TRY(server_.tag_board(request.board, request.tags));
        return {};
      case Deed::SaveGroup:
        TRY(server_.save_group(request.group));
        return {};
      case Deed::DeleteGroup:
        return server_.delete_group(request.group.id);
      case Deed::SetMap:
        return server_.set_commune_map(request.map_file);
      case Deed::RemoveMap:
        return server_.remove_commune_map();
      case Deed::TakeOffAir:
        TRY(server_.take_off_air(named_boards(request), request.reason));
        return {};
      case Deed::PutOnAir:
        TRY(server_.put_on_air(named_boards(request)));
        return {};
      case Deed::OrderBoard:
        TRY(server_.order_board(request.board, request.order, request.order_value));
        return {};
      case Deed::LoadGlass:
        outcome.picture = std::make_shared<const Bitmap>(
            TRY(server_.board_picture(request.board, request.glass.size_px)));
        return {};
      case Deed::LoadReport:
        outcome.report = TRY(server_.play_report(request.from_day, request.to_day));
        return look_at_proof(request, outcome);
      case Deed::SaveReport:
        outcome.file = TRY(server_.save_report(*request.paper, request.format));
        return {};
      case Deed::SaveRecoverySheet:
        outcome.file = TRY(server_.save_recovery(request.recovery));
        return {};
      case Deed::LoadVersion:
      case Deed::LoadHistory:
      case Deed::LoadPicture:
        return look_at_item(request, outcome);
      case Deed::LoadPlan:
        outcome.manifest = std::make_shared<const Manifest>(TRY(server_.manifest(request.board)));
        return {};
      case Deed::SaveSchedule:
        return save_playlist(request, outcome);
      case Deed::SetTimetable:
        TRY(server_.set_timetable(request.timetable));
        return {};
      case Deed::SetHolidays:
        TRY(server_.set_holidays(request.holidays));
        return {};
      case Deed::SetMourning:
        TRY(server_.set_mourning(request.mourning));
        return {};
      case Deed::ChangePassword:
        return server_.change_password(request.old_password, request.password);
      case Deed::ReplaceKey:
        key_ = TRY(server_.replace_key(request.password));
        return {};
      case Deed::ResealKey:
        key_ = TRY(server_.reseal_key(request.old_password, request.password));
        return {};
      case Deed::SetCommune:
        TRY(server_.set_commune(request.commune));
        return {};
      case Deed::AddPerson:
        outcome.person = TRY(server_.add_person(request.person, request.password));
        return {};
      case Deed::ChangePerson:
        outcome.person = TRY(server_.change_person(request.person, request.password));
        return {};
      case Deed::ShowRecoverySheet:
        outcome.sheet = TRY(server_.recovery_sheet(request.password));
        return {};
      case Deed::BeginTrust:
        // Shown whatever comes after: it can be written down.
        outcome.sheet = TRY(server_.recovery_sheet(request.password));
        return server_.begin_trust(request.password, now);
      case Deed::SignPeople:
        return server_.sign_people(request.password, {}, request.online_seen, now);
      case Deed::AllowOnePerson:
        return server_.sign_people(request.password, true, {}, now);
      case Deed::RequireTwoPeople:
        return server_.sign_people(request.password, false, {}, now);
      case Deed::RecoverCommuneKey:
        return server_.recover_commune_key(request.sheet, request.password, now);
      case Deed::LoadFactor:
      case Deed::OfferFactor:
      case Deed::ConfirmFactor:
      case Deed::DropFactor:
      case Deed::SaveFactorCodes:
        return change_factor(request, outcome);
      case Deed::LookForKeyCopies:
      case Deed::ShowKeySheet:
      case Deed::SaveKeyPaper:
      case Deed::SaveKeyCopy:
      case Deed::RecoverKey:
        return tend_own_key(request, outcome);
      case Deed::LoadProvinces:
      case Deed::ReadProvinceCard:
      case Deed::LetProvinceIn:
      case Deed::ShutProvinceOut:
        return tend_provinces(request, outcome, now);
      case Deed::SaveLayout:
        outcome.layout = TRY(server_.save_layout(request.layout));
        return {};
      case Deed::RemoveLayout:
        return server_.remove_layout(request.layout.id);
      case Deed::ResetFactor:
        return server_.factor().reset_second_factor(request.person.id);
    }
    return {};
  };
  const Status status = run();
  if (!status.ok()) outcome.error = status.error();
  return outcome;
}

}  // namespace bangtin::desk
