// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/changelist.h"
#include "review/portcomments.h"

#include <QHash>

namespace docket {

/**
 * Where each comment stands in the two versions of `job`: as many as were given, in order; a place that cannot be found
 * hangs on its file or on the review. `snapshots`: commit of each round. Reads git; for pool threads.
 */
std::vector<review::PortedComment> findCommentPlaces(const DiffJob &job, const std::vector<review::Comment> &comments,
                                                     const QHash<RoundId, ObjectId> &snapshots,
                                                     const CancelToken &cancel);

} // namespace docket
