# SPDX-FileCopyrightText: The Docket authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# AppStream shows pictures by their public address only, and where a package is published is for its packager to say:
# -DDOCKET_HOMEPAGE=https://... names the home page, below which packaging/screenshots/ is served. Without it the
# description stands without links and pictures rather than with addresses that lead nowhere.

set(DOCKET_HOMEPAGE "" CACHE STRING "Public home page; packaging/screenshots/ is served below it")

# docket_metainfo(OUTPUT HOMEPAGE): writes the description for that home page, which may be empty.
function(docket_metainfo output homepage)
    set(DOCKET_METAINFO_LINKS "")
    if(homepage)
        string(REGEX REPLACE "/+$" "" homepage "${homepage}")
        set(DOCKET_METAINFO_LINKS "  <url type=\"homepage\">${homepage}</url>\n  <screenshots>\n")
        set(kind " type=\"default\"")
        foreach(picture IN ITEMS
                "light/11-commented|A review: the change side by side, evidence and verdict|審查：並列比對、證據與決定"
                "light/04-spec|A specification with its acceptance criteria|規格與其驗收條件"
                "light/06-transcript|What the agent said and did|代理程式說了什麼、做了什麼"
                "dark/08-review|The same review in the dark|深色模式的審查")
            string(REPLACE "|" ";" parts "${picture}")
            list(GET parts 0 path)
            list(GET parts 1 caption)
            list(GET parts 2 translated)
            string(APPEND DOCKET_METAINFO_LINKS
                "    <screenshot${kind}>\n"
                "      <caption>${caption}</caption>\n"
                "      <caption xml:lang=\"zh_TW\">${translated}</caption>\n"
                "      <image>${homepage}/packaging/screenshots/${path}.png</image>\n"
                "    </screenshot>\n")
            set(kind "")
            if(NOT EXISTS ${PROJECT_SOURCE_DIR}/packaging/screenshots/${path}.png)
                message(FATAL_ERROR "AppStream names packaging/screenshots/${path}.png, which is not there; run packaging/make-screenshots.")
            endif()
        endforeach()
        string(APPEND DOCKET_METAINFO_LINKS "  </screenshots>")
    endif()
    configure_file(${PROJECT_SOURCE_DIR}/packaging/desktop/org.docket.Docket.metainfo.xml ${output} @ONLY)
endfunction()
