#include "manager/core/problems.h"

namespace bangtin {

Status to_status(const std::vector<Problem>& problems) {
  if (problems.empty()) return {};
  std::string message;
  for (const Problem& problem : problems) {
    if (!message.empty()) message += "; ";
    message += problem.field + ": " + problem.key;
  }
  return Error{Code::Invalid, message, problems.front().key};
}

}  // namespace bangtin
