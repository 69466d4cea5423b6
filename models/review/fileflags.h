// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/fileentry.h"

#include <QByteArrayView>

#include <optional>

namespace docket::review {

/** What .gitattributes of the *base* says about a path (linguist-generated, linguist-vendored, diff); nothing = not
 * said. */
struct PathAttributes
{
    std::optional<bool> generated;
    std::optional<bool> vendored;
    std::optional<bool> text = {};
};

/**
 * FileFlags of one changed file, by attribute, then by path, then by a marker in the first lines ("@generated", "Code
 * generated ... DO NOT EDIT"). Attributes and paths are believed. A marker counts only if the base's text had it too:
 * one that the branch adds gives MarkedByBranch instead, since the author of the change must not choose what is hidden.
 */
quint8 fileFlags(const diff::FileEntry &entry, const PathAttributes &attributes, QByteArrayView before,
                 QByteArrayView after);
/** The first half: what attributes and path say. */
quint8 pathFlags(const QByteArray &path, const PathAttributes &attributes);
/** The second half, once the text is there: adds what the marker says. To do it twice changes nothing. */
quint8 withMarkers(quint8 flags, QByteArrayView before, QByteArrayView after);

/** True if the file starts collapsed. Collapsed is never skipped: header, counts and comments stay. */
bool startsCollapsed(quint8 flags);

bool isLockFile(QByteArrayView path);
bool isVendoredPath(QByteArrayView path);
bool isGeneratedPath(QByteArrayView path);
bool hasGeneratedMarker(QByteArrayView text);

} // namespace docket::review
