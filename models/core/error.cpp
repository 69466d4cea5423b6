// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"

using namespace Qt::StringLiterals;

namespace docket {

QString Error::text() const
{
    return context.isEmpty() ? detail : detail + " ("_L1 + context + ")"_L1;
}

QString errorWord(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidInput: return u"invalid-input"_s;
    case ErrorCode::NotFound: return u"not-found"_s;
    case ErrorCode::AlreadyExists: return u"already-exists"_s;
    case ErrorCode::Conflict: return u"conflict"_s;
    case ErrorCode::Refused: return u"refused"_s;
    case ErrorCode::Busy: return u"busy"_s;
    case ErrorCode::Io: return u"io"_s;
    case ErrorCode::DiskFull: return u"disk-full"_s;
    case ErrorCode::ReadOnly: return u"read-only"_s;
    case ErrorCode::Damaged: return u"damaged"_s;
    case ErrorCode::NewerVersion: return u"newer-version"_s;
    case ErrorCode::Git: return u"git"_s;
    case ErrorCode::Process: return u"process"_s;
    case ErrorCode::Timeout: return u"timeout"_s;
    case ErrorCode::Cancelled: return u"cancelled"_s;
    case ErrorCode::Internal: return u"internal"_s;
    }
    return u"internal"_s;
}

} // namespace docket
