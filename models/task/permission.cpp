// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/permission.h"

#include <array>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr std::array kinds{"command"_L1, "path"_L1, "host"_L1, "request"_L1};
constexpr std::array scopes{"once"_L1, "task"_L1, "project"_L1};

template<typename E, size_t N>
std::optional<E> valueOf(const std::array<QLatin1StringView, N> &list, QStringView word)
{
    for (size_t i = 0; i < N; ++i) {
        if (list[i] == word)
            return static_cast<E>(i);
    }
    return std::nullopt;
}

} // namespace

QString permissionKindWord(PermissionRule::Kind kind) { return kinds.at(static_cast<size_t>(kind)); }
std::optional<PermissionRule::Kind> permissionKindFromWord(QStringView word)
{
    return valueOf<PermissionRule::Kind>(kinds, word);
}

QString grantScopeWord(GrantScope scope) { return scopes.at(static_cast<size_t>(scope)); }
std::optional<GrantScope> grantScopeFromWord(QStringView word) { return valueOf<GrantScope>(scopes, word); }

} // namespace docket
