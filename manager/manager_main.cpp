// bangtin-manager: the desk. See manager_app.h.
#include "manager/manager_app.h"

int main(int count, char** values) {
  return bangtin::manager_app(std::vector<std::string>(values + 1, values + count));
}
