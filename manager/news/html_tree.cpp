#include "manager/news/html_tree.h"

#include <libxml/HTMLparser.h>

#include <memory>

#include "shared/base/ascii.h"
#include "shared/base/library_limits.h"

namespace bangtin {
namespace {

std::string text_from(const xmlChar* text) {
  return text == nullptr ? "" : reinterpret_cast<const char*>(text);
}

void read_attributes(xmlNode* from, HtmlNode& to) {
  for (const xmlAttr* each = from->properties; each != nullptr; each = each->next) {
    std::string value;
    for (const xmlNode* part = each->children; part != nullptr; part = part->next) {
      value += text_from(part->content);
    }
    to.attributes.emplace_back(ascii::lower(text_from(each->name)), std::move(value));
  }
}

bool is_text_node(const xmlNode* node) {
  return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

/// Everything below the root in order; false when it is more, or deeper, than is read.
bool read_nodes(xmlNode* root, HtmlTree& tree) {
  std::size_t parent = 0, depth = 0;
  for (xmlNode* node = root; node != nullptr;) {
    const bool element = node->type == XML_ELEMENT_NODE;
    const std::size_t at = tree.nodes.size();
    if (element || is_text_node(node)) {
      if (at >= limits::kHtmlNodesMax) return false;
      HtmlNode& made = tree.nodes.emplace_back();
      made.parent = parent;
      made.end = at + 1;
      if (element) {
        made.tag = ascii::lower(text_from(node->name));
        read_attributes(node, made);
      } else {
        made.text = text_from(node->content);
      }
    }
    if (element && node->children != nullptr) {
      if (++depth > kHtmlDepthMax) return false;
      parent = at;
      node = node->children;
      continue;
    }
    while (node != root && node->next == nullptr) {
      tree.nodes[parent].end = tree.nodes.size();
      parent = tree.nodes[parent].parent;
      node = node->parent;
      --depth;
    }
    node = node == root ? nullptr : node->next;
  }
  tree.nodes[0].end = tree.nodes.size();
  return true;
}

}  // namespace

std::string_view HtmlNode::attribute(std::string_view name) const {
  for (const auto& [key, value] : attributes) {
    if (key == name) return value;
  }
  return {};
}

Result<HtmlTree> parse_html(std::string_view utf8) {
  constexpr int kOptions = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                           HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | HTML_PARSE_COMPACT |
                           int(XML_PARSE_HUGE);  // Else it stops at 256 levels, and says nothing.
  // A zero byte would end the page for a reader in C.
  std::string text(utf8);
  std::erase(text, '\0');
  const std::unique_ptr<xmlDoc, void (*)(xmlDoc*)> document(
      htmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, "UTF-8", kOptions),
      xmlFreeDoc);
  xmlNode* root = document ? xmlDocGetRootElement(document.get()) : nullptr;
  if (root == nullptr) return Error{Code::Corrupt, "no element", "link.no_text"};
  HtmlTree tree;
  if (!read_nodes(root, tree)) {
    return Error{Code::Invalid, "more elements than a page may have", "link.too_large"};
  }
  return tree;
}

}  // namespace bangtin
