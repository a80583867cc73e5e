#include <algorithm>

#include "manager/desk/pages.h"
#include "manager/desk/wording.h"
#include "shared/base/texts.h"
#include "shared/ui/date_time.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"
#include "shared/ui/shortcuts.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

std::int64_t waiting_count(const State& state) {
  if (!state.seen) return 0;
  return std::ranges::count(state.seen->items(), ItemState::Submitted, &ItemRecord::state);
}

/// The account, display, signing out.
constexpr int kRowsBelow = 3;

void draw_link(const State& state, Commands& commands) {
  const bool lost = state.link == LinkState::Lost;
  ui::rail_bottom(kRowsBelow, lost ? 3 : 2);
  ui::rail_note(state.me.display_name, ui::Tone::Plain);
  ui::rail_note(text(lost ? "desk.link.lost" : "desk.link.online"),
                lost ? ui::Tone::Wait : ui::Tone::Plain);
  if (ui::rail_item("account", icon::kAccount, text("account.title"), false)) {
    commands.emplace_back(AccountStep{ShowAccount{true}});
  }
  if (ui::rail_item("display", icon::kLightDark, text("display.title"), false)) {
    commands.push_back(DisplayStep{ShowDisplay{true}});
  }
  if (ui::rail_item("sign_out", icon::kLogout, text("desk.sign_out"), false)) {
    commands.push_back(SignOut{});
  }
}

/// What somebody with these roles finds in the rail, with the way off the air.
int rail_rows(const State& state) {
  int rows = 5 + kRowsBelow;
  if (state.may_write()) rows += 3;
  if (state.may_approve()) ++rows;
  if (state.may_administer()) ++rows;
  return rows;
}

void draw_rail(const State& state, Commands& commands) {
  ui::begin_rail(text("desk.product"), state.seen ? state.seen->commune.name : std::string(), 212,
                 rail_rows(state));
  ui::begin_rail_rows();
  const auto item = [&](std::string_view id, const char* mark, std::string_view label, GoTo go) {
    if (ui::rail_item(id, mark, label, state.page == go.page)) commands.push_back(go);
  };
  if (state.may_write()) {
    item("go.compose", icon::kBullhorn, text("desk.page.compose"), {Page::Compose});
  }
  if (state.may_approve()) {
    const std::int64_t count = waiting_count(state);
    item("go.waiting", icon::kCheck,
         count == 0 ? std::string(text("desk.page.waiting"))
                    : text("desk.page.waiting_count", {{"count", std::to_string(count)}}),
         {Page::Review});
  }
  if (state.may_write()) {
    item("go.playlist", icon::kPlaylist, text("desk.page.playlist"), {Page::Playlist});
  }
  if (state.may_write()) {
    item("go.library", icon::kFolderImages, text("library.page"), {Page::Library});
  }
  item("go.plan", icon::kCalendar, text("desk.page.plan"), {Page::Plan});
  item("go.boards", icon::kMonitor, text("desk.page.boards"), {Page::Boards});
  item("go.emergency", icon::kAlert, text("desk.page.emergency"), {Page::Emergency});
  item("go.reports", icon::kChart, text("desk.page.reports"), {Page::Reports});
  if (state.may_administer()) {
    item("go.settings", icon::kSettings, text("desk.page.settings"), {Page::Settings});
  }
  draw_link(state, commands);
  ui::end_rail_rows();
  if (ui::rail_alarm("off_air", icon::kCloseCircle, text("desk.off_air"))) {
    commands.push_back(ask_off_air(nullptr));
  }
  ui::end_rail();
}

void draw_trouble(const State& state, Commands& commands) {
  if (!state.trouble) return;
  const ui::Mark mark{icon::kAlertCircle, state.trouble->what + " " + state.trouble->safe,
                      ui::Tone::Bad};
  if (ui::closable_banner("trouble.close", mark, text("desk.close"))) {
    commands.push_back(CloseTrouble{});
  }
}

/// Boards go by the server's clock, and so does the desk: whose PC has another is told.
void draw_clock(const State& state) {
  if (!state.seen || state.seen->clock_ahead == Millis(0)) return;
  const Millis ahead = state.seen->clock_ahead;
  const std::string span = long_duration_text(std::chrono::abs(ahead));
  ui::banner({icon::kClock,
              text(ahead > Millis(0) ? "desk.clock.ahead" : "desk.clock.behind", {{"span", span}}),
              ui::Tone::Wait});
}

/// While boards are off the air every page says so.
void draw_off_air(const State& state, Commands& commands) {
  if (!state.seen) return;
  std::vector<const BoardRecord*> off;
  for (const BoardRecord& board : state.seen->boards) {
    if (board.off_air && board.state == BoardState::Paired) off.push_back(&board);
  }
  if (off.empty()) return;
  const BoardRecord& last = **std::ranges::max_element(
      off, {}, [](const BoardRecord* board) { return board->off_air->since; });
  const std::string boards =
      off.size() == 1 ? last.name
                      : text("desk.off_air.boards", {{"count", std::to_string(off.size())}});
  const ui::Mark mark{
      icon::kCloseCircle,
      text("desk.off_air.now",
           {{"boards", boards},
            {"who", last.off_air->who},
            {"time", ui::date_time_text(last.off_air->since, state.utc_offset_minutes())},
            {"reason", last.off_air->reason}}),
      ui::Tone::Bad};
  if (!state.may_put_on_air()) {
    ui::banner(mark);
  } else if (ui::banner_with_button("on_air", mark, icon::kPlay, text("desk.on_air"))) {
    commands.push_back(Ask{{Sheet::Kind::PutOnAir, boards, {}, {}, {}, ""}});
  }
}

struct SheetWords {
  std::string_view title, body, confirm;
  std::string_view typed = {};  ///< label of what must be typed
  ui::Look look = ui::Look::Danger;
};

SheetWords words_of(Sheet::Kind kind) {
  switch (kind) {
    case Sheet::Kind::Return:
      return {"desk.sheet.return", "desk.sheet.return_body", "desk.return", "desk.reason",
              ui::Look::Primary};
    case Sheet::Kind::Withdraw:
      return {"desk.sheet.withdraw", "desk.sheet.withdraw_body", "desk.withdraw", "desk.reason"};
    case Sheet::Kind::Publish:
    case Sheet::Kind::PublishSchedule:
      return {"desk.sheet.publish",
              "desk.sheet.publish_body",
              "desk.sheet.publish_now",
              {},
              ui::Look::Primary};
    case Sheet::Kind::PublishItem:
      return {"desk.sheet.publish_item",
              "desk.sheet.publish_body",
              "desk.sheet.publish_now",
              {},
              ui::Look::Primary};
    case Sheet::Kind::DeletePlaylist:
      return {"desk.sheet.delete_playlist", "desk.sheet.delete_playlist_body", "desk.delete"};
    case Sheet::Kind::ChangePassword:
      return {"desk.change_password",
              "desk.change_password_body",
              "desk.change_password",
              {},
              ui::Look::Primary};
    case Sheet::Kind::ReplaceKey:
      return {
          "desk.key.replace", "desk.key.replace_body", "desk.key.replace", {}, ui::Look::Primary};
    case Sheet::Kind::ResealKey:
      return {"desk.key.reseal", "desk.key.reseal_body", "desk.key.reseal", {}, ui::Look::Primary};
    case Sheet::Kind::ShowRecoverySheet:
      return {"desk.trust.sheet",
              "desk.trust.sheet_body",
              "desk.trust.sheet_show",
              {},
              ui::Look::Primary};
    case Sheet::Kind::BeginTrust:
      return {
          "desk.trust.begin", "desk.trust.begin_body", "desk.trust.begin", {}, ui::Look::Primary};
    case Sheet::Kind::SignPeople:
      return {"desk.trust.sign", "desk.trust.sign_body", "desk.trust.sign", {}, ui::Look::Primary};
    case Sheet::Kind::AllowOnePerson:
      return {"desk.trust.one_person", "desk.trust.one_person_body", "desk.trust.one_person"};
    case Sheet::Kind::RequireTwoPeople:
      return {"desk.trust.two_people",
              "desk.trust.two_people_body",
              "desk.trust.two_people",
              {},
              ui::Look::Primary};
    case Sheet::Kind::RecoverCommuneKey:
      return {"desk.trust.recover", "desk.trust.recover_body", "desk.trust.recover",
              "desk.trust.sheet_typed", ui::Look::Primary};
    case Sheet::Kind::LetProvinceIn:
      return {"province_pane.let_in",
              "province_pane.let_in_body",
              "province_pane.let_in",
              {},
              ui::Look::Primary};
    case Sheet::Kind::ShutProvinceOut:
      return {"province_pane.out", "province_pane.out_body", "province_pane.out"};
    case Sheet::Kind::TakeOffAir:
      return {"desk.sheet.off_air", "desk.sheet.off_air_body", "desk.sheet.off_air_now",
              "desk.reason"};
    case Sheet::Kind::PutOnAir:
      return {"desk.sheet.on_air", "desk.sheet.on_air_body", "desk.on_air", {}, ui::Look::Primary};
    case Sheet::Kind::DeclareMourning:
      return {"mourning.title", "mourning.effect", "mourning.confirm", "mourning.reason"};
    case Sheet::Kind::EndMourning:
      return {
          "mourning.end_title", "mourning.end_body", "mourning.end_confirm", {}, ui::Look::Primary};
    case Sheet::Kind::ImportMap:
      return {"desk.sheet.map", "desk.sheet.map_body", "desk.map.import", "desk.map.file",
              ui::Look::Primary};
    case Sheet::Kind::RemoveMap:
      return {"desk.sheet.map_remove", "desk.sheet.map_remove_body", "desk.map.remove"};
    case Sheet::Kind::DeleteGroup:
      return {"group.delete", "group.delete_body", "group.delete"};
    case Sheet::Kind::ResetFactor:
      return {"factor.reset", "factor.reset_body", "factor.reset"};
    case Sheet::Kind::RemoveFeed:
      return {"library.feed.remove", "library.feed.remove_body", "library.feed.remove"};
    case Sheet::Kind::RemoveLayout:
      return {"layout.remove", "layout.remove_body", "layout.remove"};
    case Sheet::Kind::RevokeBoard:
      break;
  }
  return {"desk.sheet.revoke", "desk.sheet.revoke_body", "desk.revoke"};
}

void draw_sheet(const State& state, const Sheet& sheet, Instant now, Commands& commands) {
  const SheetWords say = words_of(sheet.kind);
  ui::begin_sheet("sheet", text(say.title), 560);
  ui::words(sheet.subject, ui::Tone::Plain, ui::Type::Bold);
  ui::paragraph(text(say.body), ui::Tone::Muted);
  const bool dated =
      sheet.kind != Sheet::Kind::DeclareMourning || draw_mourning_days(state, sheet, now, commands);
  if (!say.typed.empty()) {
    ui::gap(10);
    std::string reason = sheet.reason;
    if (ui::text_field({.id = "sheet.reason", .label = text(say.typed)}, reason)) {
      commands.push_back(EditReason{reason});
    }
  }
  const bool placed =
      sheet.kind != Sheet::Kind::PublishItem || draw_publish_places(state, sheet, now, commands);
  const bool typed = draw_passwords(sheet, commands);
  ui::gap(16);
  const std::string_view cancel = text("desk.cancel");
  ui::at_right(ui::button_width("", cancel) + 10 + ui::button_width("", text(say.confirm)));
  if (ui::button("sheet.cancel", "", cancel, ui::Look::Secondary)) {
    commands.push_back(AnswerSheet{false});
  }
  ui::beside();
  const bool ready = typed && placed && dated && (say.typed.empty() || !sheet.reason.empty());
  if (ui::button("sheet.confirm", "", text(say.confirm), say.look, ready)) {
    commands.push_back(AnswerSheet{true});
  }
  if (ui::end_sheet()) commands.push_back(AnswerSheet{false});
}

}  // namespace

Ask ask_off_air(const BoardRecord* board) {
  Sheet sheet;
  sheet.kind = Sheet::Kind::TakeOffAir;
  sheet.subject = board == nullptr ? text("desk.off_air.all") : std::string_view(board->name);
  sheet.board = board == nullptr ? BoardId() : board->id;
  sheet.reason = text("desk.off_air.reason");
  return {std::move(sheet)};
}

bool is_playing(const State& state, const ItemId& item) {
  if (!state.seen) return false;
  const bool on_air = std::ranges::any_of(state.seen->boards, [](const BoardRecord& board) {
    return board.state == BoardState::Paired && !board.off_air;
  });
  return on_air && std::ranges::any_of(state.seen->playlists, [&](const PlaylistRecord& playlist) {
           return playlist.published_at &&
                  std::ranges::find(playlist.items, item) != playlist.items.end();
         });
}

void draw(const State& state, Instant now, Commands& commands) {
  const bool about_an_item = state.page == Page::Compose || state.page == Page::Review;
  const bool large = state.preview_form.large && state.preview && about_an_item;
  const bool chooses = state.library.chooser && state.page == Page::Compose;
  ui::begin_screen(state.sheet.has_value() || large || chooses || state.shows_display ||
                   state.factor.shown || state.account.shown);
  if (ui::display_key()) commands.push_back(DisplayStep{ShowDisplay{true}});
  if (state.page == Page::SignIn) {
    draw_display_button(commands);
    draw_sign_in(state, commands);
  } else {
    draw_rail(state, commands);
    ui::beside(0);
    ui::begin_area("page", 0, 0);
    draw_off_air(state, commands);
    draw_mourning_banner(state, now);
    draw_trouble(state, commands);
    draw_clock(state);
    if (about_an_item) draw_key_note(state, commands);
    if (!state.seen) {
      ui::empty_state(icon::kSync, text("desk.loading"), text("desk.loading_hint"));
    } else if (state.page == Page::Compose) {
      draw_compose(state, now, commands);
    } else if (state.page == Page::Review) {
      draw_review(state, now, commands);
    } else if (state.page == Page::Plan) {
      draw_plan(state, now, commands);
    } else if (state.page == Page::Playlist) {
      draw_playlist(state, now, commands);
    } else if (state.page == Page::Library) {
      draw_library(state, now, commands);
    } else if (state.page == Page::Boards) {
      draw_boards(state, now, commands);
    } else if (state.page == Page::Emergency) {
      draw_emergency(state, now, commands);
    } else if (state.page == Page::Reports) {
      draw_reports(state, commands);
    } else {
      draw_settings(state, now, commands);
    }
    ui::end_area();
  }
  ui::end_screen();
  if (state.sheet) {
    draw_sheet(state, *state.sheet, now, commands);
  } else if (chooses) {
    draw_media_chooser(state, commands);
  } else if (large) {
    draw_large_preview(state, commands);
  } else if (state.factor.shown) {
    draw_factor(state, commands);
  } else if (state.account.shown) {
    draw_account(state, commands);
  } else if (state.shows_display) {
    draw_display(state.display, commands);
  }
  if (state.toast) ui::toast(state.toast->mark);
}

}  // namespace bangtin::desk
