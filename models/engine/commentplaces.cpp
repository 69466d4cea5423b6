// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/commentplaces.h"

#include "git/treediff.h"

#include <QSet>

namespace docket {

namespace {

/** Old to new paths of the files that were renamed since any of the rounds that were commented. */
QHash<QByteArray, QByteArray> renamesSince(const DiffJob &job, const std::vector<review::Comment> &comments,
                                           const QHash<RoundId, ObjectId> &snapshots, const CancelToken &cancel)
{
    QSet<ObjectId> commits;
    for (const review::Comment &comment : comments) {
        if (const ObjectId commit = snapshots.value(comment.round); commit.isValid() && commit != job.to)
            commits.insert(commit);
    }
    QHash<QByteArray, QByteArray> renames;
    for (const ObjectId &commit : commits) {
        DiffJob since;
        since.repository = job.repository;
        since.from = commit;
        since.to = job.to;
        const auto list = ChangeList::make(since, cancel);
        for (const diff::FileEntry &entry : list ? (*list)->files() : QList<diff::FileEntry>()) {
            if (entry.status == diff::FileStatus::Renamed)
                renames.insert(entry.before.path, entry.after.path);
        }
    }
    return renames;
}

} // namespace

std::vector<review::PortedComment> findCommentPlaces(const DiffJob &job, const std::vector<review::Comment> &comments,
                                                     const QHash<RoundId, ObjectId> &snapshots,
                                                     const CancelToken &cancel)
{
    review::PortTarget target;
    const auto repository = git::Repository::open(job.repository);
    target.versionAt = [&](const QByteArray &path, diff::Side side) -> diff::FileVersion {
        const ObjectId &version = side == diff::Side::Left ? job.from : job.to;
        if (!repository || !version.isValid())
            return {};
        const auto file = git::fileAt(*repository, version, path);
        return file ? diff::FileVersion{path, file->id, quint32(file->mode), -1} : diff::FileVersion{};
    };
    target.readBlob = [&](const ObjectId &blob) -> Result<QByteArray> {
        return repository ? repository->readBlob(blob) : std::unexpected(repository.error());
    };
    target.renames = renamesSince(job, comments, snapshots, cancel);
    if (const auto list = ChangeList::make(job, cancel))
        target.changed.assign((*list)->files().begin(), (*list)->files().end());
    return review::portComments(comments, target);
}

} // namespace docket
