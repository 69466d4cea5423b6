// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <algorithm>
#include <array>

namespace docket::review {

/** True if a folder of the path has one of the names. One way along the path: changes have ten thousand of them. */
template<size_t N>
bool liesInFolder(QByteArrayView path, const std::array<QByteArrayView, N> &names)
{
    for (qsizetype at = 0, end = path.indexOf('/'); end >= 0; at = end + 1, end = path.indexOf('/', at)) {
        if (std::ranges::find(names, path.sliced(at, end - at)) != names.end())
            return true;
    }
    return false;
}

} // namespace docket::review
