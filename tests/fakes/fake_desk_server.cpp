#include "tests/fakes/fake_desk_server.h"

#include "manager/core/drawn_layouts.h"
#include "manager/core/problems.h"
#include "manager/desk/board_plan.h"
#include "tests/fakes/plain_pager.h"

namespace bangtin {

Status FakeDeskServer::resume(const std::string&, const std::string&, const std::string& token) {
  resumed = token;
  return up();
}

Status FakeDeskServer::sign_people(const std::string& password, std::optional<bool> one_person,
                                   const std::optional<PublicKey>& online_seen, Instant) {
  TRY(is_mine(password));
  if (online_seen && online_seen != trust.next_online_key) {
    return Error{Code::Conflict, "another key", "trust.other_online_key"};
  }
  if (online_seen) trust.next_online_key.reset();
  for (const auto& [login, account] : accounts) {
    if (one_person == false && has_both_roles(account.person.roles)) {
      return Error{Code::Conflict, login, "trust.two_roles"};
    }
  }
  trust.one_person = one_person.value_or(trust.one_person);
  return confirm_keys();
}

Result<ItemRecord> FakeDeskServer::submit_item(const ItemId& id, const ItemContent& content,
                                               Instant at) {
  TRY(may_sign());
  ItemVersion version;
  for (const ItemRecord& item : all_items) {
    if (item.id != id) continue;
    TRY(check_content(item, id, content));
    version.id = id;
    version.number = item.version_number + 1;
    version.content = item.content;
  }
  version.author = me.login;
  version.made_at = at;
  version.paginations.push_back({{1920, 1080}, pages_of(version.content)});
  versions[hash_of(version)] = version;
  return step(id, Submit{version, {}});
}

Result<ItemRecord> FakeDeskServer::approve_item(const ItemId& id, const Digest& version,
                                                const std::vector<ReviewCheck>& checked, Instant) {
  TRY(may_sign());
  const auto seen = versions.find(version);
  const std::string author = seen == versions.end() ? "" : seen->second.author;
  return step(id, Approve{version, author, checked, trust.one_person && has_both_roles(me.roles)});
}

Result<ItemHistory> FakeDeskServer::item_history(const ItemId& id) {
  TRY(up());
  histories_asked.push_back(id);
  if (history_fault) return *history_fault;
  return histories[id];
}

Result<desk::Administration> FakeDeskServer::administration() {
  TRY(up());
  desk::Administration seen;
  for (const auto& [login, account] : accounts) seen.people.push_back(account.person);
  seen.keys = keys;
  seen.trust = trust;
  seen.commune_key_here = commune_key_here;
  if (backup_age) seen.last_backup = LastBackup{now - *backup_age, "quantri", "/media/USB"};
  if (!factor_login.empty()) seen.factors.logins = {factor_login};
  return seen;
}

Result<PlaylistRecord> FakeDeskServer::save_playlist(const PlaylistRecord& playlist) {
  TRY(up());
  for (PlaylistRecord& known : all_playlists) {
    if (known.id != playlist.id) continue;
    if (known.revision != playlist.revision) {
      return Error{Code::Conflict, "the playlist moved on", "playlist.moved_on"};
    }
    PlaylistRecord saved = playlist;
    ++saved.revision;
    saved.published_at = known.published_at;
    saved.published_revision = known.published_revision;
    return known = saved;
  }
  all_playlists.push_back(playlist);
  all_playlists.back().id = {"playlist-" + std::to_string(all_playlists.size())};
  all_playlists.back().revision = 1;
  return all_playlists.back();
}

Result<std::vector<Delivery>> FakeDeskServer::publish(const PlaylistId& id) {
  TRY(up());
  for (PlaylistRecord& playlist : all_playlists) {
    if (playlist.id != id) continue;
    playlist.published_at = now;
    playlist.published_revision = playlist.revision;
    published[id] = playlist;
    for (BoardRecord& board : all_boards) {
      if (names(playlist, board.id)) ++board.generation_wanted;
    }
  }
  return delivery(id);
}

Result<std::vector<Delivery>> FakeDeskServer::delivery(const PlaylistId& id) {
  TRY(up());
  std::vector<Delivery> deliveries;
  for (const PlaylistRecord& playlist : all_playlists) {
    if (playlist.id != id) continue;
    for (const BoardRecord& board : all_boards) {
      if (!names(playlist, board.id)) continue;
      deliveries.push_back({board.id, board.name, board.generation_wanted, board.status.generation,
                            board.status.generation,
                            board.status.generation == board.generation_wanted, board.online,
                            board.last_seen});
      for (const ItemRecord& item : all_items) {
        if (std::ranges::find(playlist.items, item.id) == playlist.items.end()) continue;
        if (names_board(item.content.places, board.id, item.content.commune_code)) continue;
        deliveries.back().elsewhere.push_back(item.content.title);
        ++deliveries.back().elsewhere_count;
      }
    }
  }
  return deliveries;
}

Result<ItemVersion> FakeDeskServer::version(const Digest& hash) {
  TRY(up());
  const auto found = versions.find(hash);
  if (found == versions.end() || withheld.contains(hash))
    return Error{Code::NotFound, "no such version", ""};
  return found->second;
}

Status FakeDeskServer::delete_playlist(const PlaylistId& id) {
  TRY(up());
  std::erase_if(all_playlists, [&](const PlaylistRecord& known) { return known.id == id; });
  return {};
}

Result<std::vector<LayoutRecord>> FakeDeskServer::layouts() {
  TRY(up());
  return all_layouts;
}

Result<LayoutRecord> FakeDeskServer::save_layout(const LayoutRecord& layout) {
  TRY(up());
  TRY(to_status(validate(layout)));
  LayoutRecord saved = layout;
  if (saved.id.empty()) saved.id = {"layout-" + std::to_string(all_layouts.size() + 1)};
  ++saved.revision;
  for (LayoutRecord& known : all_layouts) {
    if (known.id != saved.id) continue;
    if (known.revision != layout.revision) return Error{Code::Conflict, "", "layout.moved_on"};
    return known = saved;
  }
  all_layouts.push_back(saved);
  return saved;
}

Status FakeDeskServer::remove_layout(const LayoutId& id) {
  TRY(up());
  std::erase_if(all_layouts, [&](const LayoutRecord& layout) { return layout.id == id; });
  return {};
}

Result<Manifest> FakeDeskServer::manifest(const BoardId& id) {
  TRY(up());
  ++plans_asked;
  BoardFacts facts{
      id,        {1920, 1080},          420,        {"30337", "91", "UBND xã Tân Hưng"},
      timetable, holiday_list.holidays, all_layouts};
  if (mourning_record.declared) facts.mourning = mourning_record.declared->mourning;
  Programme programme;
  Versions paged;
  Instant issued{};
  PlainPager pager;
  for (const auto& [name, playlist] : published) {
    if (!names(playlist, id)) continue;
    issued = std::max(issued, *playlist.published_at);
    ProgrammePart& part = programme.emplace_back(ProgrammePart{playlist.schedule, {}});
    for (const ItemId& wanted : playlist.items) {
      for (const ItemRecord& item : all_items) {
        if (item.id != wanted || item.state != ItemState::Approved) continue;
        auto version = std::make_shared<const ItemVersion>(
            pager.version(item.id, 1, "hoa", item.content, zone_kinds({facts.canvas_px}), issued));
        part.items.push_back(hash_of(*version));
        paged[part.items.back()] = version;
      }
    }
  }
  if (programme.empty()) return Error{Code::NotFound, "nothing was published", ""};
  return compile(facts, programme, paged, issued, 1);
}

Result<TimetableRecord> FakeDeskServer::set_timetable(const TimetableRecord& record) {
  TRY(up());
  std::erase_if(all_timetables, [&](const TimetableRecord& old) {
    return old.scope == record.scope && old.id == record.id;
  });
  if (record.timetable != Timetable{}) all_timetables.push_back(record);
  return record;
}

Result<BoardRecord> FakeDeskServer::tag_board(const BoardId& id,
                                              const std::vector<std::string>& tags) {
  return change_board(id, [&](BoardRecord& board) { board.tags = tags; });
}

Result<GroupRecord> FakeDeskServer::save_group(const GroupRecord& wanted) {
  TRY(up());
  const auto found = std::ranges::find(all_groups, wanted.id, &GroupRecord::id);
  GroupRecord saved = wanted;
  ++saved.revision;
  if (found == all_groups.end()) {
    saved.id = {"group-" + std::to_string(all_groups.size() + 1)};
    all_groups.push_back(saved);
    return saved;
  }
  if (found->revision != wanted.revision) {
    return Error{Code::Conflict, "group", "group.moved_on"};
  }
  return *found = saved;
}

Status FakeDeskServer::delete_group(const GroupId& id) {
  TRY(up());
  for (const PlaylistRecord& playlist : all_playlists) {
    if (std::ranges::find(playlist.groups, id) != playlist.groups.end()) {
      return Error{Code::Conflict, "group", "group.in_use"};
    }
  }
  std::erase_if(all_groups, [&](const GroupRecord& group) { return group.id == id; });
  return {};
}

Result<std::vector<Technician>> FakeDeskServer::technicians() {
  TRY(up());
  std::vector<Technician> all;
  for (const auto& [login, account] : accounts) {
    if (has_role(account.person.roles, Role::Technician)) {
      all.push_back({login, account.person.display_name});
    }
  }
  return all;
}

Result<BoardRecord> FakeDeskServer::assign_board(const BoardId& id, const std::string& to,
                                                 const std::string& note) {
  TRY(up());
  return change_board(id, [&](BoardRecord& board) {
    board.assignment.reset();
    if (!to.empty()) {
      board.assignment = Assignment{to, accounts.at(to).person.display_name, note, me.login, now};
    }
  });
}

Result<MourningRecord> FakeDeskServer::mourning() {
  TRY(up());
  return mourning_record;
}

Result<MourningRecord> FakeDeskServer::set_mourning(const std::optional<Mourning>& wanted) {
  TRY(up());
  mourning_record.declared.reset();
  if (wanted) mourning_record.declared = MourningDeclared{*wanted, me.login, now};
  return mourning_record;
}

Result<HolidayList> FakeDeskServer::set_holidays(const HolidayList& list) {
  TRY(up());
  TRY(validate(list.holidays));
  if (list.revision != holiday_list.revision) {
    return Error{Code::Conflict, "holidays", "holiday.moved_on"};
  }
  holiday_list = {list.holidays, list.revision + 1};
  return holiday_list;
}

bool FakeDeskServer::names(const PlaylistRecord& playlist, const BoardId& id) const {
  return std::ranges::any_of(all_boards, [&](const BoardRecord& board) {
    return board.id == id && desk::aims_at(playlist, board, all_groups);
  });
}

}  // namespace bangtin
