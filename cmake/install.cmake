# Where the programs go, and the Debian packages that they come in: `./dev package`. The
# workers lie beside the programs that start them; what a person calls is linked into /usr/bin.
set(bangtin_home lib/bangtin)

# bangtin_install(COMPONENT PROGRAMS ... COMMANDS ...): COMMANDS are the programs that a person calls.
function(bangtin_install component)
  cmake_parse_arguments(arg "" "" "PROGRAMS;COMMANDS;UNITS;FOLDERS;SETTINGS" ${ARGN})
  install(TARGETS ${arg_PROGRAMS} RUNTIME DESTINATION ${bangtin_home} COMPONENT ${component})
  foreach(command IN LISTS arg_COMMANDS)
    set(link ${CMAKE_BINARY_DIR}/links/${command})
    file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/links)
    file(CREATE_LINK ../${bangtin_home}/${command} ${link} SYMBOLIC)
    install(FILES ${link} DESTINATION bin COMPONENT ${component})
  endforeach()
  foreach(unit IN LISTS arg_UNITS)
    install(FILES ${CMAKE_SOURCE_DIR}/images/systemd/${unit} DESTINATION /lib/systemd/system
            COMPONENT ${component})
  endforeach()
  foreach(folders IN LISTS arg_FOLDERS)
    install(FILES ${CMAKE_SOURCE_DIR}/images/tmpfiles/${folders} DESTINATION lib/tmpfiles.d
            COMPONENT ${component})
  endforeach()
  foreach(setting IN LISTS arg_SETTINGS)
    install(FILES ${CMAKE_SOURCE_DIR}/images/etc/${setting} DESTINATION /etc/bangtin
            COMPONENT ${component})
  endforeach()
  install(FILES ${CMAKE_SOURCE_DIR}/docs/OPERATING.md ${CMAKE_SOURCE_DIR}/CHANGELOG.md
                ${CMAKE_SOURCE_DIR}/images/debian/copyright ${CMAKE_BINARY_DIR}/changelog.gz
          DESTINATION share/doc/bangtin-${component} COMPONENT ${component})
endfunction()

configure_file(images/debian/changelog.in ${CMAKE_BINARY_DIR}/changelog @ONLY)
execute_process(COMMAND gzip -9nkf ${CMAKE_BINARY_DIR}/changelog COMMAND_ERROR_IS_FATAL ANY)

# The worker of all three: a board plays by it, desk and command line draw previews.
bangtin_install(decode PROGRAMS bangtin-decode)
bangtin_install(
  player
  PROGRAMS bangtin-player bangtin-agent
  COMMANDS bangtin-player bangtin-agent
  UNITS bangtin-player.service bangtin-agent.service
  FOLDERS bangtin-player.conf
  SETTINGS player.conf agent.conf)
# No key of a board leads to a login or restarts it.
foreach(place IN ITEMS systemd/logind.conf systemd/system.conf sysctl)
  get_filename_component(name ${place} NAME_WE)
  install(FILES ${CMAKE_SOURCE_DIR}/images/kiosk/${name}.conf DESTINATION /usr/lib/${place}.d
          RENAME 50-bangtin-player.conf COMPONENT player)
endforeach()
bangtin_install(
  server
  PROGRAMS bangtin-server bangtin-ingest bangtinctl
  COMMANDS bangtin-server bangtinctl
  UNITS bangtin-server.service
  SETTINGS server.conf)
bangtin_install(manager PROGRAMS bangtin-manager COMMANDS bangtin-manager)

set(CMAKE_INSTALL_PREFIX /usr)
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME bangtin)
set(CPACK_PACKAGE_VENDOR "Bảng Tin")
set(CPACK_PACKAGE_CONTACT "Bảng Tin <noreply@example.invalid>")
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/packages)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_SET_DESTDIR ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL decode player server manager)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_COMPONENT_DECODE_DESCRIPTION "Bảng Tin: the worker that opens pictures and clips
 One caged process for each, so that whatever a file holds, it harms nothing else.")
set(CPACK_COMPONENT_PLAYER_DESCRIPTION "Bảng Tin: what stands on the glass of a public board
 Player, agent and decoder of a board, started by systemd.")
set(CPACK_COMPONENT_SERVER_DESCRIPTION "Bảng Tin: the server of a commune
 Stores, selects and announces what the boards show; with its command line.")
set(CPACK_COMPONENT_MANAGER_DESCRIPTION "Bảng Tin: the desk of editors and approvers
 Notices, pictures, videos and news are written, approved and sent to the boards here.")
foreach(component IN ITEMS decode player server manager)
  string(TOUPPER ${component} upper)
  set(CPACK_DEBIAN_${upper}_PACKAGE_NAME bangtin-${component})
  file(GLOB control CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/images/debian/${component}.*)
  set(extra)
  foreach(file IN LISTS control)
    get_filename_component(name ${file} LAST_EXT)
    string(SUBSTRING ${name} 1 -1 name)
    configure_file(${file} ${CMAKE_BINARY_DIR}/control/${component}/${name} COPYONLY)
    list(APPEND extra ${CMAKE_BINARY_DIR}/control/${component}/${name})
  endforeach()
  set(CPACK_DEBIAN_${upper}_PACKAGE_CONTROL_EXTRA ${extra})
endforeach()
set(worker "bangtin-decode (= ${PROJECT_VERSION})")
# SDL opens what draws on a screen without a desktop by itself: no dependency tells of it.
set(CPACK_DEBIAN_PLAYER_PACKAGE_DEPENDS
    "${worker}, adduser, systemd, fonts-noto-core, fonts-materialdesignicons-webfont, libgbm1, libegl1, libgles2, libgl1-mesa-dri")
set(CPACK_DEBIAN_SERVER_PACKAGE_DEPENDS
    "${worker}, adduser, systemd, fonts-noto-core, fonts-liberation2")
set(CPACK_DEBIAN_MANAGER_PACKAGE_DEPENDS
    "${worker}, fonts-noto-core, fonts-materialdesignicons-webfont")
set(CPACK_DEBIAN_MANAGER_PACKAGE_SUGGESTS bangtin-server)
include(CPack)
