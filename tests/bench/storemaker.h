// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QString>

namespace docket::bench {

struct StoreSize
{
    int tasks = 1000;
    int reviews = 200;       ///< of the tasks; as many are held, the others are merged
    int eventsPerTask = 0;   ///< at least; 0: as many as the way of the task takes
    QString repository = {}; ///< the project's path; need not exist for a list
    QString base = {},
            head = {}; ///< commits that an attempt began at and that its snapshot is, for reviews that are opened
};

/**
 * Makes the store of a person who has worked for a long time. Up to two hundred tasks go their way through
 * Store::append, event by event; of more, a hundred do and their rows are copied in SQL with new ids, which takes
 * seconds where events would take an hour. The copied events have no valid hashes. Not for a store that is open
 * elsewhere.
 */
Result<void> makeStore(const QString &file, const StoreSize &size);

} // namespace docket::bench
