// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "git/repository.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace docket::git {

/** What .gitattributes says about a path; nothing where it says nothing. */
struct PathAttributes
{
    std::optional<bool> generated; ///< linguist-generated
    std::optional<bool> vendored;  ///< linguist-vendored
    std::optional<bool> text;      ///< diff / -diff / binary: false means "show as binary"
    QString diffDriver;            ///< diff=cpp
    QString filter;                ///< filter=lfs; named, never run

    bool operator==(const PathAttributes &) const = default;
};

/**
 * Attributes as they stand in `commit` (the base side: a branch must not hide its own changes), plus info/attributes.
 * Paths that nothing is said about may be missing in the answer. Blocks; any thread that may use the repository.
 */
Result<QHash<QByteArray, PathAttributes>> attributesAt(const Repository &repository, const ObjectId &commit,
                                                       const QList<QByteArray> &paths, const CancelToken &cancel = {});

} // namespace docket::git
