// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <algorithm>

namespace docket {

/** Puts each of `news` in the place of the one with the same `key` (a member), or at the end. For short lists. Pure. */
template<typename T, typename Key>
void mergeInto(QList<T> &into, const QList<T> &news, Key key)
{
    for (const T &value : news) {
        const auto same = std::ranges::find_if(into, [&](const T &old) { return old.*key == value.*key; });
        if (same == into.end())
            into.append(value);
        else
            *same = value;
    }
}

} // namespace docket
