// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace docket {

/** Who writes to a store. */
struct LockHolder
{
    qint64 pid = 0;
    QString host;
    QString what; ///< "docket run", "window" ...
    QDateTime since;

    /** "docket run, process 4711 on host, since ..." for a sentence. */
    QString text() const;
    bool operator==(const LockHolder &) const = default;
};

/**
 * The writer role of a store: one process at a time. The kernel holds it (a lock on FILE.lock), so that it is free
 * again the moment its holder is dead, whatever killed it; who holds it is written into the file for the sentence.
 * Children do not inherit it.
 */
class StoreLock
{
public:
    StoreLock() = default;
    StoreLock(StoreLock &&other) noexcept;
    StoreLock &operator=(StoreLock &&other) noexcept;
    ~StoreLock();

    /** Busy, with the holder in words, when another process has it. `what` names this one for others. */
    static Result<StoreLock> take(const QString &storeFile, const QString &what);
    /** Who holds it now; nothing when it is free. */
    static std::optional<LockHolder> holder(const QString &storeFile);

    bool isHeld() const { return m_descriptor >= 0; }
    void release();

private:
    int m_descriptor = -1;
};

} // namespace docket
