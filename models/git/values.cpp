// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/values.h"

using namespace Qt::StringLiterals;

namespace docket::git {

Identity docketIdentity()
{
    return {u"Docket"_s, u"docket@localhost"_s};
}

QString displayPath(const QByteArray &path)
{
    return QString::fromUtf8(path);
}

} // namespace docket::git
