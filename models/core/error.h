// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <expected>
#include <utility>

namespace docket {

/** What kind of thing went wrong: code decides on this, people read the sentence that is made from it at the edge. */
enum class ErrorCode {
    InvalidInput,   ///< what was given cannot be used; the detail says what to do
    NotFound,       ///< a named thing does not exist
    AlreadyExists,  ///< it exists and would have been overwritten
    Conflict,       ///< two changes exclude each other (merge, state moved on)
    Refused,        ///< policy, trust or state forbids it
    Busy,           ///< somebody else holds it; try again or hand it over
    Io,             ///< the file system failed
    DiskFull,       ///< the file system is full
    ReadOnly,       ///< the place cannot be written
    Damaged,        ///< stored data contradicts itself
    NewerVersion,   ///< stored data comes from a newer Docket
    Git,            ///< git failed in a way not named above
    Process,        ///< a program could not be started or spoke nonsense
    Timeout,        ///< a limit of time was reached
    Cancelled,      ///< asked to stop; not a failure
    Internal,       ///< a broken promise inside Docket
};

/**
 * An error as a value. `detail` is an untranslated English sentence that ends in what can be done;
 * `context` is the thing it is about (a path, an id), kept apart so that it can be shown as such.
 */
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString detail;
    QString context;

    bool operator==(const Error &) const = default;
    /** "detail (context)", for logs and the command line. */
    QString text() const;
};

template<typename T>
using Result = std::expected<T, Error>;

/** `return fail(ErrorCode::NotFound, u"..."_s)` from any function that returns a Result. */
[[nodiscard]] inline std::unexpected<Error> fail(ErrorCode code, QString detail, QString context = {})
{
    return std::unexpected(Error{code, std::move(detail), std::move(context)});
}

/** The stable word for a code, as `--json` prints it ("invalid-input"). */
QString errorWord(ErrorCode code);

} // namespace docket
