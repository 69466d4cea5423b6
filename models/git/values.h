// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ids.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

namespace docket::git {

/** A name and an address, as git writes them into commits and reflogs. */
struct Identity
{
    QString name;
    QString email;

    bool isValid() const { return !name.isEmpty() && !email.isEmpty(); }
    bool operator==(const Identity &) const = default;
};

/** Who commits when Docket itself does: "Docket <docket@localhost>". */
Identity docketIdentity();

/** An identity at a moment; the moment keeps the offset from UTC that the commit has. */
struct Signature
{
    Identity who;
    QDateTime when;

    bool operator==(const Signature &) const = default;
};

struct CommitInfo
{
    ObjectId id;
    ObjectId tree;
    QList<ObjectId> parents;
    Signature author;
    Signature committer;
    QString summary; ///< first paragraph on one line
    QString message; ///< whole message; bytes that are no UTF-8 are replaced

    bool operator==(const CommitInfo &) const = default;
};

struct Branch
{
    QString name; ///< without refs/heads/
    ObjectId tip;

    bool operator==(const Branch &) const = default;
};

/** Git's file modes; None stands for "not there". */
enum class FileMode : quint32 {
    None = 0,
    Tree = 0040000,
    Regular = 0100644,
    Executable = 0100755,
    SymbolicLink = 0120000,
    Submodule = 0160000,
};

/** A path as git stores it (bytes, '/'), made readable: bytes that are no UTF-8 become replacement characters. */
QString displayPath(const QByteArray &path);

} // namespace docket::git
