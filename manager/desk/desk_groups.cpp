// The desk's part for groups and tags of boards.
#include <algorithm>

#include "manager/desk/desk.h"
#include "manager/desk/match.h"
#include "manager/desk/wording.h"

namespace bangtin::desk {

void Desk::step_groups(const GroupStep& step) {
  BoardsForm& form = state_.boards;
  Request request;
  request.board = form.board;
  std::visit(Match{
                 [&](const TagBoard&) {
                   request.deed = Deed::TagBoard;
                   request.tags = tags_in(form.tags);
                   form.tags = tag_text(request.tags);
                   send(std::move(request));
                 },
                 [&](const JoinGroup& join) {
                   const GroupRecord* group = state_.group_of(join.group);
                   if (group == nullptr) return;
                   request.deed = Deed::SaveGroup;
                   request.group = *group;
                   std::erase(request.group.boards, form.board);
                   if (join.in) request.group.boards.push_back(form.board);
                   send(std::move(request));
                 },
                 [&](const SaveGroup&) {
                   const GroupRecord* group = state_.group_of(form.group);
                   request.deed = Deed::SaveGroup;
                   if (group != nullptr) request.group = *group;
                   // One that is gone meanwhile is asked for all the same: the server says so.
                   request.group.id = form.group;
                   if (form.group.empty()) request.group.boards = {form.board};
                   request.group.name = form.group_name;
                   group_sent_ = form.group_name;
                   send(std::move(request));
                 },
                 [&](const RenameGroup& rename) {
                   const GroupRecord* group = state_.group_of(rename.group);
                   form.group = group == nullptr ? GroupId() : group->id;
                   form.group_name = group == nullptr ? "" : group->name;
                 },
             },
             step);
}

/// What was typed since stays: it is the next one.
void Desk::take_saved_group() {
  BoardsForm& form = state_.boards;
  if (group_sent_.empty() || form.group_name != group_sent_) return;
  form.group = {};
  form.group_name.clear();
  group_sent_.clear();
}

/// What nobody has typed over follows what others set.
void Desk::settle_board(const Snapshot& before_all) {
  BoardsForm& form = state_.boards;
  const BoardRecord* board = state_.board_of(form.board);
  const auto before = std::ranges::find(before_all.boards, form.board, &BoardRecord::id);
  if (before == before_all.boards.end() || board == nullptr) return;
  if (form.tags == tag_text(before->tags)) form.tags = tag_text(board->tags);
  const Assignment was = before->assignment.value_or(Assignment());
  const Assignment is = board->assignment.value_or(Assignment());
  if (form.assign_to == was.to && form.assign_note == was.note) {
    form.assign_to = is.to;
    form.assign_note = is.note;
  }
}

}  // namespace bangtin::desk
