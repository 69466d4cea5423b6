// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/environment.h"

#include <algorithm>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

bool matches(const QString &name, const QStringList &patterns)
{
    return std::ranges::any_of(patterns, [&](const QString &pattern) {
        return pattern.endsWith(u'*') ? name.startsWith(QStringView(pattern).chopped(1)) : name == pattern;
    });
}

} // namespace

QProcessEnvironment cleanEnvironment(const QProcessEnvironment &person, const QStringList &keep)
{
    static const QStringList harmless{
        u"PATH"_s,        u"HOME"_s,          u"USER"_s,          u"LOGNAME"_s,         u"SHELL"_s,
        u"LANG"_s,        u"LANGUAGE"_s,      u"LC_*"_s,          u"TZ"_s,              u"TERM"_s,
        u"TMPDIR"_s,      u"HTTP_PROXY"_s,    u"HTTPS_PROXY"_s,   u"NO_PROXY"_s,        u"ALL_PROXY"_s,
        u"http_proxy"_s,  u"https_proxy"_s,   u"no_proxy"_s,      u"all_proxy"_s,       u"SSL_CERT_FILE"_s,
        u"SSL_CERT_DIR"_s, u"NODE_EXTRA_CA_CERTS"_s, u"XDG_CONFIG_HOME"_s, u"XDG_DATA_HOME"_s, u"XDG_STATE_HOME"_s,
        u"XDG_CACHE_HOME"_s, u"XDG_CONFIG_DIRS"_s, u"XDG_DATA_DIRS"_s, u"LD_LIBRARY_PATH"_s, u"CCACHE_DIR"_s,
        u"DOCKET_HOST_USR"_s, u"DOCKET_HOST_ETC"_s, // for HostSystem, which takes them out again
    };
    QProcessEnvironment clean(QProcessEnvironment::Initialization{});
    const QStringList names = person.keys();
    for (const QString &name : names) {
        if (matches(name, harmless) || matches(name, keep))
            clean.insert(name, person.value(name));
    }
    clean.insert(u"GIT_OPTIONAL_LOCKS"_s, u"0"_s);
    clean.insert(u"GIT_TERMINAL_PROMPT"_s, u"0"_s);
    clean.insert(u"NO_COLOR"_s, u"1"_s);
    return clean;
}

} // namespace docket
