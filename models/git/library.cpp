// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/library.h"

#include "core/logging.h"
#include "git/libgit2calls.h"

#include <dlfcn.h>

using namespace Qt::StringLiterals;

namespace docket::git {

Result<void> loadLibgit2()
{
    if (git_libgit2_init)
        return {};
    // The version whose headers these are: another one may have other structures.
    constexpr auto file = "libgit2.so." LIBGIT2_SOVERSION;
    const auto missing = [](const QString &what) {
        return fail(ErrorCode::NotFound,
                    u"The library %1 cannot be loaded; install it (in Debian libgit2-%2), then start Docket again."_s.arg(
                        QLatin1StringView(file), QLatin1StringView(LIBGIT2_SOVERSION)),
                    what);
    };
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL); // never closed: threads keep what it gave them until they end
    if (!library)
        return missing(QString::fromLocal8Bit(dlerror()));
    const auto find = [&](const char *name, auto &call) {
        call.address = reinterpret_cast<decltype(call.address)>(dlsym(library, name));
        return call.address != nullptr;
    };
#define DOCKET_FIND_CALL(name)                                                                                         \
    if (!find(#name, name))                                                                                            \
        return missing(QStringLiteral(#name));
    DOCKET_LIBGIT2_CALLS(DOCKET_FIND_CALL)
#undef DOCKET_FIND_CALL
    return {};
}

Library::Library(const LibraryOptions &options) : m_state(loadLibgit2())
{
    if (m_state && git_libgit2_init() < 0)
        m_state = fail(ErrorCode::Internal, u"libgit2 could not be initialised."_s);
    if (!m_state) {
        qCCritical(logGit).noquote() << m_state.error().text();
        return;
    }
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
    if (m_state)
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
