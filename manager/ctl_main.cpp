// bangtinctl: see manager/ctl/ctl.h.
#include "manager/ctl_app.h"

int main(int count, char** values) {
  return bangtin::ctl_app(std::vector<std::string>(values + 1, values + count));
}
