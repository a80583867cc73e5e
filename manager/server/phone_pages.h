// The phone page's HTML from what the office knows. Pure; every text is escaped by html.h.
// Thread: any. Why it cannot approve: docs/adr/0014.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "manager/core/board_findings.h"
#include "shared/protocol/messages.h"
#include "shared/protocol/mourning_messages.h"

namespace bangtin::phone {

/// Who looks, and what his forms carry.
struct Visitor {
  std::string name;
  std::string form_token;
  int utc_offset_minutes = 420;
};

struct SignInView {
  std::string login;       ///< as typed
  std::string problem;     ///< a sentence; empty at first
  std::string kept;        ///< typed elsewhere when the session was over; shown to be copied
  bool asks_code = false;  ///< the last try lacked the code of the second factor
};

/// An item as the page shows it: `content` is the version that waits, else the draft.
struct ItemView {
  ItemRecord record;
  ItemContent content;
  std::vector<std::string> places;  ///< lines of place_lines()
  std::string allowed;              ///< places_words(): where it was signed for
  std::string rest;                 ///< rest_words(); empty: it does not rest
  bool may_return = false;
  std::string typed;    ///< a reason that could not be taken
  std::string problem;  ///< why not; empty at first
};

/// "Bản tin sáng: Chợ, nhóm Ấp": each playlist that has the item, and where it plays.
std::vector<std::string> place_lines(const std::vector<PlaylistRecord>& playlists,
                                     const std::vector<BoardRecord>& boards,
                                     const std::vector<GroupRecord>& groups, const ItemId& item);

/// Only what a browser shows as a picture: its index stands in the address.
bool is_picture(const Media& media);

/// A board that is to go off the air, or all of them.
struct OffAirView {
  BoardId board;        ///< empty: all
  std::string name;     ///< of the board
  std::string typed;    ///< a reason that could not be taken, or the one that is offered
  std::string problem;  ///< why not; empty at first
};

std::string sign_in_page(const SignInView& view);
/// Those of `items` that wait for approval.
std::string items_page(const Visitor& visitor, const std::vector<ItemRecord>& items);
std::string item_page(const Visitor& visitor, const ItemView& view);
/// The worst first; above them that the state mourns now, where it does.
std::string boards_page(const Visitor& visitor, const std::vector<BoardRecord>& boards,
                        const MourningRecord& mourning, Instant now);
/// The question before boards go off the air. Nothing here puts them back: docs/adr/0014.
std::string off_air_page(const Visitor& visitor, const OffAirView& view);
/// For whatever went wrong: a sentence and a way back.
std::string problem_page(std::string_view sentence);

}  // namespace bangtin::phone
