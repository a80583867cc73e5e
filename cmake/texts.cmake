# bangtin_embed_texts(OUT): writes one source file with every assets/lang/<area>.<language>.json.
function(bangtin_embed_texts out)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/assets/lang/*.json)
  set(entries "")
  set(count 0)
  foreach(file IN LISTS files)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    file(READ ${file} json)
    string(REGEX REPLACE "^.*\\.([a-z]+)\\.json$" "\\1" language ${file})
    string(APPEND entries "    {\"${language}\", R\"~json~(${json})~json~\"},\n")
    math(EXPR count "${count} + 1")
  endforeach()
  file(
    GENERATE
    OUTPUT ${out}
    CONTENT
      "#include <string_view>\nnamespace bangtin {\nstruct TextFile {\n  std::string_view language;\n  std::string_view json;\n};\nextern const TextFile kTextFiles[];\nextern const int kTextFileCount;\nconst TextFile kTextFiles[] = {\n${entries}    {\"\", \"\"}};\nconst int kTextFileCount = ${count};\n}\n"
  )
endfunction()
