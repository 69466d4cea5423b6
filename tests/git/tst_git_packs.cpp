// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/looseblob.h"
#include "git/packreader.h"
#include "git/repository.h"
#include "git/treediff.h"
#include "helpers/testrepo.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QRandomGenerator>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace docket;
using namespace docket::git;
using docket::test::TestRepo;

class TestGitPacks : public QObject
{
    Q_OBJECT

private:
    static constexpr qint64 NoLimit = std::numeric_limits<qint32>::max();

    static QByteArray text(int lines, int seed)
    {
        QRandomGenerator random{quint32(seed)};
        QByteArray out;
        for (int i = 0; i < lines; ++i)
            out += "line " + QByteArray::number(i) + ' ' + QByteArray::number(random.generate()) + '\n';
        return out;
    }
    /** Versions of a few files, so that git makes deltas of them. */
    static ObjectId fill(TestRepo &repo)
    {
        QByteArray a = text(2000, 1), b = text(300, 2);
        ObjectId last;
        for (int version = 0; version < 12; ++version) {
            // Something new in another place each time: then the nearest version is the best base.
            const QByteArray place = "line " + QByteArray::number(version * 150 + 1) + ' ';
            a.replace(place, text(8, 100 + version) + place);
            b.replace("line 7 ", "line 7 again ");
            last = repo.commit("Version", {{"a.txt", a}, {"sub/b.txt", b}, {"sub/empty", ""}});
        }
        repo.git({u"tag"_s, u"-a"_s, u"-m"_s, u"A tag"_s, u"v1"_s});
        return last;
    }
    static QString packs(const TestRepo &repo) { return repo.gitDir() + u"/objects/pack"_s; }
    static void repack(const TestRepo &repo, const QString &offsets = u"true"_s)
    {
        repo.git({u"-c"_s, u"repack.useDeltaBaseOffset="_s + offsets, u"repack"_s, u"-adfq"_s, u"--depth=50"_s});
    }
    static QString packFile(const TestRepo &repo)
    {
        const QDir folder(packs(repo));
        return folder.filePath(folder.entryList({u"*.pack"_s}).value(0));
    }
    static void put(const QString &path, const QByteArray &bytes)
    {
        QFile::remove(path); // git makes them read-only; and whoever has mapped the old one keeps it
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    static QByteArray bytes(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void everyObjectIsReadAsGitReadsIt_data()
    {
        QTest::addColumn<QString>("offsets");
        QTest::newRow("bases by place") << u"true"_s;
        QTest::newRow("bases by name") << u"false"_s;
    }
    void everyObjectIsReadAsGitReadsIt()
    {
        QFETCH(QString, offsets);
        TestRepo repo;
        fill(repo);
        repack(repo, offsets);
        const QByteArray verified = repo.git({u"verify-pack"_s, u"-v"_s, packFile(repo)});
        QVERIFY(verified.contains("chain length = 3")); // deltas of deltas of deltas are what is looked at
        static const QHash<QByteArray, Pack::Type> types{
            {"commit", Pack::Commit}, {"tree", Pack::Tree}, {"blob", Pack::Blob}, {"tag", Pack::Tag}};
        PackReader reader(packs(repo));
        int count = 0;
        for (const QByteArray &line :
             repo.git({u"cat-file"_s, u"--batch-all-objects"_s, u"--batch-check"_s}).trimmed().split('\n')) {
            const QList<QByteArray> words = line.split(' ');
            const QByteArray id = QByteArray::fromHex(words[0]);
            const auto object = reader.read(id, NoLimit);
            QVERIFY2(object, line.constData());
            QCOMPARE(object->type, types.value(words[1]));
            QCOMPARE(object->content,
                     repo.git({u"cat-file"_s, QString::fromLatin1(words[1]), QString::fromLatin1(words[0])}));
            QVERIFY(reader.approximateSize(id).has_value());
            ++count;
        }
        QVERIFY(count > 50);
    }

    void whatIsNotThereOrTooLargeIsLeftToOthers()
    {
        TestRepo repo;
        const ObjectId commit = fill(repo);
        const QByteArray id = QByteArray::fromHex(commit.hex);
        QVERIFY(!PackReader(packs(repo)).read(id, NoLimit)); // it is loose
        QVERIFY(!PackReader(u"/nowhere/at/all"_s).read(id, NoLimit));
        repack(repo);
        PackReader reader(packs(repo));
        QVERIFY(reader.read(id, NoLimit));
        QVERIFY(!reader.read(QByteArray(20, '\xee'), NoLimit));
        QVERIFY(!reader.read("short", NoLimit));
        const ObjectId blob{repo.git({u"rev-parse"_s, u"HEAD:a.txt"_s}).trimmed()};
        QVERIFY(!reader.read(QByteArray::fromHex(blob.hex), 1000));
        QCOMPARE(Repository::open(repo.path())->readBlob(blob, 1000).error().code, ErrorCode::Refused);
    }

    void aLargeBlobOfItsOwnIsReadAsGitReadsIt()
    {
        TestRepo repo;
        const QByteArray large = text(4000, 5);
        repo.commit("Large", {{"a.txt", large}});
        const ObjectId blob{repo.git({u"rev-parse"_s, u"HEAD:a.txt"_s}).trimmed()};
        const QString objects = repo.gitDir() + u"/objects"_s;
        QVERIFY(large.size() > LooseBlobFrom);
        QVERIFY(readLooseBlob(objects, blob.hex, large.size()) == large);
        QVERIFY(*Repository::open(repo.path())->readBlob(blob) == large);
        QVERIFY(!readLooseBlob(objects, blob.hex, large.size() - 1));
        QVERIFY(!readLooseBlob(objects, blob.hex, large.size() + 1));
        QVERIFY(!readLooseBlob(objects, QByteArray(40, 'e'), large.size()));
        const QByteArray tree = repo.git({u"rev-parse"_s, u"HEAD^{tree}"_s}).trimmed();
        QVERIFY(!readLooseBlob(objects, tree, 33)); // no blob

        const QString path = objects + u'/' + QString::fromLatin1(blob.hex.first(2)) + u'/'
            + QString::fromLatin1(blob.hex.sliced(2));
        QByteArray damaged = bytes(path);
        damaged[damaged.size() / 2] = char(damaged[damaged.size() / 2] + 1);
        put(path, damaged);
        QVERIFY(!readLooseBlob(objects, blob.hex, large.size()));
        QVERIFY(!Repository::open(repo.path())->readBlob(blob)); // and libgit2 does not believe it either
    }

    void anOpenRepositoryOutlivesNewPacks()
    {
        TestRepo repo;
        fill(repo);
        repack(repo);
        const auto opened = Repository::open(repo.path());
        const ObjectId first{repo.git({u"rev-parse"_s, u"HEAD:a.txt"_s}).trimmed()};
        const QByteArray before = opened->readBlob(first).value_or(QByteArray());
        QVERIFY(!before.isEmpty());
        const ObjectId next = repo.commit("More", {{"new.txt", "new\n"}});
        repack(repo); // the pack that is in use goes
        QCOMPARE(opened->readBlob(first).value_or(QByteArray()), before);
        const ObjectId added{repo.git({u"rev-parse"_s, u"HEAD:new.txt"_s}).trimmed()};
        QCOMPARE(opened->readBlob(added).value_or(QByteArray()), "new\n");
        QVERIFY(diffTrees(*opened, {}, next)->size() == 4);
    }

    void damageIsNeverTakenForContent()
    {
        TestRepo repo;
        fill(repo);
        repack(repo);
        const QString packPath = packFile(repo);
        const QString indexPath = packPath.chopped(5) + u".idx"_s;
        const QByteArray pack = bytes(packPath), index = bytes(indexPath);
        QHash<QByteArray, QByteArray> right;
        {
            PackReader reader(packs(repo));
            for (const QByteArray &line : repo.git({u"rev-list"_s, u"--objects"_s, u"--all"_s}).split('\n')) {
                if (const QByteArray id = QByteArray::fromHex(line.left(40)); id.size() == Pack::IdBytes)
                    right.insert(id, reader.read(id, NoLimit)->content);
            }
        }
        QRandomGenerator random(7);
        int read = 0, refused = 0;
        for (int i = 0; i < 300; ++i) {
            const bool inIndex = i % 3 == 0;
            QByteArray damaged = inIndex ? index : pack;
            if (i % 5 == 4)
                damaged.truncate(random.bounded(int(damaged.size())));
            for (int k = 0; k < 20 && !damaged.isEmpty(); ++k)
                damaged[random.bounded(int(damaged.size()))] = char(random.bounded(256));
            put(packPath, inIndex ? pack : damaged);
            put(indexPath, inIndex ? damaged : index);
            PackReader reader(packs(repo));
            for (auto it = right.cbegin(); it != right.cend(); ++it) {
                const auto object = reader.read(it.key(), NoLimit);
                (object ? read : refused) += 1;
                if (object && !inIndex) // a place that the index has wrong may be that of another object
                    QCOMPARE(object->content, *it);
            }
        }
        QVERIFY(read > 100);
        QVERIFY(refused > 100);
    }

    void aDeltaIsAppliedWhereItFitsItsBase_data()
    {
        QTest::addColumn<QByteArray>("delta");
        QTest::addColumn<QByteArray>("result"); // null: none
        const auto delta = [](std::initializer_list<int> codes) {
            QByteArray out;
            for (const int c : codes)
                out.append(char(c));
            return out;
        };
        QTest::newRow("a piece of the base") << delta({10, 3, 0x91, 2, 3}) << QByteArray("cde");
        QTest::newRow("own bytes") << delta({10, 2, 2, 'x', 'y'}) << QByteArray("xy");
        QTest::newRow("both") << delta({10, 4, 1, 'x', 0x90, 3}) << QByteArray("xabc");
        QTest::newRow("nothing at all") << delta({10, 0}) << QByteArray("");
        QTest::newRow("another base") << delta({9, 3, 0x91, 2, 3}) << QByteArray();
        QTest::newRow("past the base") << delta({10, 3, 0x91, 8, 3}) << QByteArray();
        QTest::newRow("too short") << delta({10, 4, 0x91, 2, 3}) << QByteArray();
        QTest::newRow("too long") << delta({10, 2, 0x91, 2, 3}) << QByteArray();
        QTest::newRow("cut off in a piece") << delta({10, 3, 0x91, 2}) << QByteArray();
        QTest::newRow("cut off in own bytes") << delta({10, 3, 3, 'x'}) << QByteArray();
        QTest::newRow("reserved") << delta({10, 1, 0}) << QByteArray();
        QTest::newRow("64 KiB, meant by 0") << delta({10, 3, 0x80}) << QByteArray();
        QTest::newRow("more than is allowed") << delta({10, 0xff, 0xff, 0xff, 0x7f}) << QByteArray();
        QTest::newRow("a size without end") << QByteArray(20, '\xff') << QByteArray();
        QTest::newRow("empty") << QByteArray("") << QByteArray();
    }
    void aDeltaIsAppliedWhereItFitsItsBase()
    {
        QFETCH(QByteArray, delta);
        QFETCH(QByteArray, result);
        const auto made = applyDelta("abcdefghij", delta, 1'000'000);
        QCOMPARE(made.has_value(), !result.isNull());
        if (made)
            QCOMPARE(*made, result);
    }
};

QTEST_GUILESS_MAIN(TestGitPacks)
#include "tst_git_packs.moc"
