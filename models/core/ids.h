// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHashFunctions>
#include <QString>

#include <compare>

namespace docket {

/** A row's number in the store; two kinds of id never mix. 0 means "none yet". */
template<typename Tag>
struct Id
{
    qint64 value = 0;

    constexpr bool isValid() const { return value > 0; }
    constexpr auto operator<=>(const Id &) const = default;
    friend size_t qHash(Id id, size_t seed = 0) { return ::qHash(id.value, seed); }
};

using ProjectId = Id<struct ProjectTag>;
using SpecId = Id<struct SpecTag>;
using TaskId = Id<struct TaskTag>;
using AttemptId = Id<struct AttemptTag>;
using RoundId = Id<struct RoundTag>;
using EvidenceId = Id<struct EvidenceTag>;
using CommentId = Id<struct CommentTag>;
using EventId = Id<struct EventTag>;

/** A git object name in hexadecimal; empty means "none". Kept as text so that no room above git needs libgit2. */
struct ObjectId
{
    QByteArray hex;

    bool isValid() const { return !hex.isEmpty(); }
    QString shortened(int digits = 8) const { return QString::fromLatin1(hex.left(digits)); }
    bool operator==(const ObjectId &) const = default;
    auto operator<=>(const ObjectId &other) const { return hex.compare(other.hex) <=> 0; }
    friend size_t qHash(const ObjectId &id, size_t seed = 0) { return ::qHash(id.hex, seed); }
};

} // namespace docket
