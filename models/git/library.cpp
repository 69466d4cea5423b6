// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/library.h"

#include "core/logging.h"

#include <git2.h>

namespace docket::git {

Library::Library(const LibraryOptions &options)
{
    if (git_libgit2_init() < 0) {
        qCCritical(logGit) << "libgit2 could not be initialised";
        return;
    }
    m_ready = true;
    if (options.hermetic) {
        for (const git_config_level_t level :
             {GIT_CONFIG_LEVEL_GLOBAL, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_PROGRAMDATA})
            git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, "");
        git_libgit2_opts(GIT_OPT_SET_TEMPLATE_PATH, "");
    }
    // As git does: an object is hashed when it is written, not each time that it is read. On large changes the hashing
    // would be a fifth of the whole diff.
    git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, options.ownerValidation ? 1 : 0);
}

Library::~Library()
{
    if (m_ready)
        git_libgit2_shutdown();
}

QString Library::version()
{
    int major = 0;
    int minor = 0;
    int revision = 0;
    git_libgit2_version(&major, &minor, &revision);
    return QStringLiteral("%1.%2.%3").arg(major).arg(minor).arg(revision);
}

} // namespace docket::git
