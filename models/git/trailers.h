// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace docket::git {

/** `key: value` in the last paragraph of a commit message. */
struct Trailer
{
    QString key;
    QString value;

    bool operator==(const Trailer &) const = default;
};

/** Keys that Docket writes. */
namespace trailer {
inline constexpr QLatin1StringView task{"Docket-Task"};
inline constexpr QLatin1StringView spec{"Docket-Spec"};
inline constexpr QLatin1StringView evidence{"Docket-Evidence"};
inline constexpr QLatin1StringView withoutEvidence{"Docket-Without-Evidence"};
inline constexpr QLatin1StringView reviewedBy{"Reviewed-by"};
} // namespace trailer

/** Trailers of a message in order; empty when its last paragraph is not a block of them. Folded values come on one
 * line. */
QList<Trailer> parseTrailers(const QString &message);

/**
 * The message with the trailers placed where `git interpret-trailers` would: into the block at the end, or into a new
 * one after a blank line. A trailer that equals the one before it is not repeated. Line breaks in values become spaces.
 */
QString withTrailers(const QString &message, const QList<Trailer> &trailers);

} // namespace docket::git
