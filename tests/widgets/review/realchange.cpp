// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/realchange.h"

#include <QCryptographicHash>
#include <QProcess>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace docket::test {

namespace {

ObjectId idOf(const QByteArray &content)
{
    return {QCryptographicHash::hash(content, QCryptographicHash::Sha1).toHex()};
}

QByteArray run(const QStringList &arguments)
{
    QProcess git;
    git.start(u"git"_s, arguments);
    git.waitForFinished(120'000);
    return git.exitCode() == 0 ? git.readAllStandardOutput() : QByteArray();
}

/** Blobs through one `git cat-file --batch`. */
class Blobs
{
public:
    explicit Blobs(const QString &repository)
    {
        m_git.start(u"git"_s, {u"-C"_s, repository, u"cat-file"_s, u"--batch"_s});
        m_git.waitForStarted();
    }
    ~Blobs()
    {
        m_git.closeWriteChannel();
        m_git.waitForFinished();
    }

    QByteArray read(const QByteArray &hex)
    {
        m_git.write(hex + '\n');
        while (!m_git.canReadLine() && m_git.waitForReadyRead(30'000)) { }
        const QList<QByteArray> head = m_git.readLine().trimmed().split(' ');
        const qint64 size = head.size() == 3 ? head[2].toLongLong() : -1;
        while (size >= 0 && m_git.bytesAvailable() < size + 1 && m_git.waitForReadyRead(30'000)) { }
        QByteArray content = size >= 0 ? m_git.read(size) : QByteArray();
        if (size >= 0)
            m_git.read(1);
        return content;
    }

private:
    QProcess m_git;
};

} // namespace

diff::FileDiffPtr fileChange(const QByteArray &path, const QByteArray &before, const QByteArray &after)
{
    diff::FileVersion left;
    diff::FileVersion right;
    if (!before.isNull())
        left = {path, idOf(before), 0100644, before.size()};
    if (!after.isNull())
        right = {path, idOf(after), 0100644, after.size()};
    return diff::computeFileDiff(diff::makeEntry(left, right), before, after);
}

Change changeOf(std::vector<diff::FileDiffPtr> files)
{
    Change change;
    for (const diff::FileDiffPtr &file : files)
        change.entries.push_back(file->entry());
    change.files = std::move(files);
    return change;
}

Change changeFromGit(const QString &repository, const QString &from, const QString &to, int maxFiles)
{
    Change change;
    const QByteArray raw =
        run({u"-C"_s, repository, u"diff"_s, u"--raw"_s, u"-z"_s, u"-M"_s, u"--no-abbrev"_s, from, to});
    const QList<QByteArray> fields = raw.split('\0');
    Blobs blobs(repository);
    for (qsizetype i = 0; i + 1 < fields.size() && int(change.files.size()) < maxFiles;) {
        const QList<QByteArray> head = fields[i].mid(1).split(' ');
        if (head.size() != 5)
            break;
        const bool two = head[4].startsWith('R') || head[4].startsWith('C');
        const QByteArray before = fields[i + 1];
        const QByteArray after = two ? fields[i + 2] : before;
        i += two ? 3 : 2;
        diff::FileVersion left;
        diff::FileVersion right;
        QByteArray texts[2];
        if (head[0] != "000000") {
            texts[0] = blobs.read(head[2]);
            left = {before, {head[2]}, head[0].toUInt(nullptr, 8), texts[0].size()};
        }
        if (head[1] != "000000") {
            texts[1] = blobs.read(head[3]);
            right = {after, {head[3]}, head[1].toUInt(nullptr, 8), texts[1].size()};
        }
        diff::FileEntry entry = diff::makeEntry(left, right);
        entry.similarity = quint8(head[4].mid(1).toInt());
        change.files.push_back(diff::computeFileDiff(entry, texts[0], texts[1]));
        change.entries.push_back(change.files.back()->entry());
    }
    return change;
}

} // namespace docket::test
