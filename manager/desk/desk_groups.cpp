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
                   if (group == nullptr) request.group.boards = {form.board};
                   request.group.name = form.group_name;
                   form.group = {};
                   form.group_name.clear();
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

}  // namespace bangtin::desk
