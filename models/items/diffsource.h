// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/ids.h"
#include "diff/fileentry.h"
#include "diff/filediff.h"
#include "review/portcomments.h"

#include <QObject>


namespace docket {

/** Which two trees to compare. Commits or trees; `from` empty means the empty tree. */
struct DiffRequest
{
    QString repository; ///< absolute path
    ObjectId from;
    ObjectId to;
    diff::DiffOptions options = {};
    /**
     * Where the attempt began. When given, what came into it from its base branch since then is taken out of the
     * change.
     */
    ObjectId start = {};

    bool operator==(const DiffRequest &) const = default;
};

/** Comments to be brought to the two versions that are compared. */
struct PlaceRequest
{
    QString repository; ///< absolute path
    ObjectId from;
    ObjectId to;
    QList<review::Comment> comments;
    QHash<RoundId, ObjectId> snapshots; ///< commit of each round, for what was renamed since
};

/**
 * Diffs for the review, made on the git/diff pool. GUI thread. The list of files comes first and in reading order; then
 * each file's diff as it is ready, those asked for by prioritise() before the others. A new open() cancels the one
 * before; every answer carries the generation that open() returned, and late ones are not delivered.
 *
 * A large file that somebody looks at may come twice, its beginning first (diff::FileDiff::isPart()).
 *
 * Where much must be read to find renames the list comes twice, first without those. The newer one counts from then on,
 * and diffs that were there come again at once with their new numbers.
 */
class DiffSource : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual quint64 open(const DiffRequest &request) = 0;
    virtual void prioritise(quint64 generation, const QList<int> &files) = 0;
    virtual void cancel() = 0;
    /**
     * Finds the places of comments; independent of open(). placed() answers with the number that this returns; the last
     * call counts.
     */
    virtual quint64 place(const PlaceRequest &request) = 0;

Q_SIGNALS:
    void filesListed(quint64 generation, const QList<docket::diff::FileEntry> &files);
    void fileReady(quint64 generation, int file, docket::diff::FileDiffPtr diff);
    void finished(quint64 generation);
    void failed(quint64 generation, const docket::Error &error);
    /** One for each comment that was given, in order. */
    void placed(quint64 number, const std::vector<docket::review::PortedComment> &places);
};

} // namespace docket
