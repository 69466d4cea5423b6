// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "git/snapshot.h"
#include "git/worktrees.h"
#include "helpers/testrepo.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace docket::test {

/** A repository with one commit and an attempt's worktree beside it. */
struct Attempt
{
    TestRepo repo;
    ObjectId base;
    git::Worktrees worktrees;
    git::AttemptWorktree worktree;

    explicit Attempt(const TestRepo::Files &files = {{"a.txt", "one\n"},
                                                     {"dir/b.txt", "two\n"},
                                                     {".gitignore", "*.o\n"}})
        : base(repo.commit("Base", files)), worktrees(repo.gitDir())
    {
        start();
    }
    /** For a repository that is prepared already. */
    explicit Attempt(TestRepo &&prepared) : repo(std::move(prepared)), base(repo.head()), worktrees(repo.gitDir())
    {
        start();
    }

    git::WorktreeSpec spec() const
    {
        return {repo.outside(QStringLiteral("attempt")), git::attemptBranch(TaskId{7}, 1), base,
                QStringLiteral("store-1"), AttemptId{42}};
    }
    QString path(const QString &relative) const { return worktree.path + u'/' + relative; }

    void put(const QString &relative, const QByteArray &content) const
    {
        QDir().mkpath(QFileInfo(path(relative)).path());
        QFile file(path(relative));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(relative));
    }
    QByteArray content(const QString &relative) const
    {
        QFile file(path(relative));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QByteArray git(const QStringList &arguments) const { return repo.git(arguments, worktree.path); }
    QByteArray status() const { return repo.status(worktree.path); }

    Result<git::Snapshot> snapshot(int round = 1, const ObjectId &parent = {}) const
    {
        git::SnapshotRequest request;
        request.parent = parent.isValid() ? parent : base;
        request.message = QStringLiteral("Round %1").arg(round);
        request.round = round;
        return git::takeSnapshot(worktree, request);
    }

private:
    void start()
    {
        auto made = worktrees.add(spec());
        if (!made)
            qFatal("no worktree: %s", qPrintable(made.error().text()));
        worktree = *made;
    }
};

} // namespace docket::test
