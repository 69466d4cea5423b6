// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ids.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>
#include <utility>

struct git_repository;

namespace docket::test {

/**
 * A real git repository in a temporary folder that goes away with the object. Author, committer and time are fixed
 * (2024-01-01T00:00:00Z, one minute later for each commit), so object ids are the same in every run.
 *
 *     TestRepo repo;
 *     const ObjectId base = repo.commit("Base", {{"a.txt", "one\n"}, {"dir/b.txt", "two\n"}});
 *     repo.branch("feature").switchTo("feature");
 *     repo.write("a.txt", "1\n").rename("dir/b.txt", "c.txt").executable("run.sh", "#!/bin/sh\n").commit("Change");
 *
 * write() and its like prepare the next commit on the current branch; commit() then also brings the work tree up to
 * date. putFile() and its like touch the work tree alone. A broken step stops the test program with a message.
 * libgit2 is set up hermetically by the first TestRepo. GUI thread or a single worker; not shared.
 */
class TestRepo
{
public:
    using Files = QList<std::pair<QByteArray, QByteArray>>;
    enum class Kind { WorkTree, Bare };

    explicit TestRepo(const QString &name = QStringLiteral("project"), Kind kind = Kind::WorkTree);
    ~TestRepo();
    TestRepo(TestRepo &&) noexcept;
    TestRepo &operator=(TestRepo &&) noexcept;

    QString path() const { return m_path; }     ///< work tree, or the bare repository
    QString gitDir() const;                     ///< without a trailing slash
    QString outside(const QString &name) const; ///< a path beside the repository, gone with it
    ObjectId head() const;
    ObjectId tip(const QByteArray &branch) const;
    ObjectId treeOf(const ObjectId &commit) const;
    QByteArray contentAt(const ObjectId &commit, const QByteArray &path) const; ///< null when there is no such file

    // The next commit.
    TestRepo &write(const QByteArray &path, const QByteArray &content);
    TestRepo &executable(const QByteArray &path, const QByteArray &content);
    TestRepo &symlink(const QByteArray &path, const QByteArray &target);
    TestRepo &submodule(const QByteArray &path, const ObjectId &commit); ///< gitlink and its .gitmodules entry
    TestRepo &remove(const QByteArray &path);
    TestRepo &rename(const QByteArray &from, const QByteArray &to); ///< keeps content and mode
    ObjectId commit(const QByteArray &message);
    ObjectId commit(const QByteArray &message, const Files &files);
    /** A commit with two parents: the current branch's tip and `other`; files as prepared. */
    ObjectId commitMerge(const QByteArray &message, const ObjectId &other);

    // Branches.
    TestRepo &branch(const QByteArray &name); ///< at head; does not switch
    TestRepo &branch(const QByteArray &name, const ObjectId &at);
    TestRepo &switchTo(const QByteArray &branch); ///< made at head when missing; overwrites the work tree
    TestRepo &detach();
    TestRepo &config(const QByteArray &key, const QByteArray &value);

    /** Two branches from one base that change the same line of `path`; stays on the first. Returns the two tips. */
    std::pair<ObjectId, ObjectId> conflict(const QByteArray &path, const QByteArray &first, const QByteArray &second);

    // The work tree alone.
    TestRepo &putFile(const QString &path, const QByteArray &content);
    TestRepo &deleteFile(const QString &path);
    QByteArray fileContent(const QString &path) const;

    // The real git program, for cross-checks. Configuration of the machine is not read.
    QByteArray git(const QStringList &arguments, const QString &folder = {}) const; ///< output; a failure is fatal
    int gitExitCode(const QStringList &arguments, const QString &folder = {}) const;
    QString shallowClone(int depth) const;               ///< path of a clone with so many commits
    QByteArray status(const QString &folder = {}) const; ///< `git status --porcelain`
    bool fsck() const;                                   ///< `git fsck --strict` has nothing to say

private:
    struct Entry
    {
        ObjectId id;
        quint32 mode = 0;
        QByteArray content;
    };
    QMap<QByteArray, Entry> entriesOf(const ObjectId &commit) const;
    ObjectId commitEntries(const QByteArray &message, const QList<ObjectId> &parents);
    Entry &staged(const QByteArray &path);
    int run(const QStringList &arguments, const QString &folder, QByteArray *output, QByteArray *errors) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    git_repository *m_repository = nullptr;
    QString m_path;
    QMap<QByteArray, Entry> m_staged;
    bool m_stagedLoaded = false;
    int m_commits = 0;
};

} // namespace docket::test
