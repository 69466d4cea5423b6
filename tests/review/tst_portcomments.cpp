// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/portcomments.h"

#include <QTest>

using namespace docket;
using namespace docket::review;
using namespace Qt::StringLiterals;
using diff::PortFate;
using diff::Side;

class TestPortComments : public QObject
{
    Q_OBJECT

private:
    QHash<QByteArray, QByteArray> m_blobs;
    QHash<QByteArray, QByteArray> m_head; // path -> content of the new version

    ObjectId store(const QByteArray &content)
    {
        const ObjectId id{QByteArray::number(qulonglong(qHash(content, 5)), 16)};
        m_blobs[id.hex] = content;
        return id;
    }
    PortTarget target(const QHash<QByteArray, QByteArray> &head, const QHash<QByteArray, QByteArray> &renames = {})
    {
        m_head = head;
        std::vector<diff::FileEntry> changed;
        for (auto it = head.begin(); it != head.end(); ++it)
            changed.push_back(diff::makeEntry({}, {it.key(), store(*it), 0100644, it->size()}));
        return {.versionAt =
                    [this](const QByteArray &path, Side) {
                        return m_head.contains(path) ? diff::FileVersion{path, store(m_head[path]), 0100644, -1}
                                                     : diff::FileVersion{};
                    },
                .readBlob = [this](const ObjectId &id) -> Result<QByteArray> {
                    if (!m_blobs.contains(id.hex))
                        return fail(ErrorCode::NotFound, u"The blob is gone."_s);
                    return m_blobs[id.hex];
                },
                .renames = renames,
                .changed = std::move(changed)};
    }
    Comment comment(const QByteArray &path, const QByteArray &content, int first, int last)
    {
        const auto file = diff::computeFileDiff(diff::makeEntry({}, {path, store(content), 0100644, -1}), {}, content);
        Comment out;
        out.anchor = makeAnchor(*file, Side::Right, first, last);
        return out;
    }
    static QByteArray text(int lines, int seed = 0)
    {
        QByteArray out;
        for (int i = 0; i < lines; ++i)
            out += "statement_" + QByteArray::number(seed * 1000 + i) + "(argument, " + QByteArray::number(i * 31 % 17)
                + ");\n";
        return out;
    }

private Q_SLOTS:
    void whereTheOldVersionIsShownALostCommentStandsBesideItsText()
    {
        const Comment old = comment("a.c", "one\ntwo words that say a lot\nthree\n", 1, 1);
        PortTarget between = target({{"a.c", "nothing of it\n"}});
        const auto newVersion = between.versionAt;
        between.versionAt = [&](const QByteArray &path, Side side) {
            return side == Side::Left ? diff::FileVersion{path, old.anchor.blob, 0100644, -1} : newVersion(path, side);
        };
        const auto placed = portComments({old}, between);
        QCOMPARE(placed[0].fate, PortFate::Lost);
        QCOMPARE(placed[0].anchor.side, Side::Left);
        QCOMPARE(placed[0].anchor.firstLine, 1);
        const auto without = portComments({old}, target({{"a.c", "nothing of it\n"}}));
        QCOMPARE(without[0].anchor.firstLine, -1);
    }

    void anUnchangedFileKeepsItsComments()
    {
        const auto out = portComments({comment("a.c", text(9), 3, 4)}, target({{"a.c", text(9)}}));
        QCOMPARE(out.size(), size_t(1));
        QCOMPARE(out[0].fate, PortFate::Same);
        QCOMPARE(out[0].anchor.firstLine, 3);
    }

    void aCommentFollowsItsLines()
    {
        const auto out = portComments({comment("a.c", text(9), 3, 4)}, target({{"a.c", "x\n" + text(9)}}));
        QCOMPARE(out[0].fate, PortFate::Shifted);
        QCOMPARE(out[0].anchor.firstLine, 4);
        QCOMPARE(out[0].anchor.snippet, comment("a.c", text(9), 3, 4).anchor.snippet);
        QVERIFY(out[0].anchor.blob != comment("a.c", text(9), 3, 4).anchor.blob);
    }

    void aCommentFollowsARename()
    {
        const auto out = portComments({comment("a.c", text(9), 3, 4)}, target({{"b.c", text(9)}}, {{"a.c", "b.c"}}));
        QCOMPARE(out[0].fate, PortFate::Same);
        QCOMPARE(out[0].anchor.path, QByteArray("b.c"));
    }

    void aCommentFollowsABlockIntoAnotherFile()
    {
        const QByteArray old = text(9);
        QByteArray without = old;
        without.remove(without.indexOf("statement_3("),
                       without.indexOf("statement_6(") - without.indexOf("statement_3("));
        const auto out =
            portComments({comment("a.c", old, 3, 5)},
                         target({{"a.c", without}, {"z.c", text(5, 7) + old.sliced(old.indexOf("statement_3("))}}));
        QCOMPARE(out[0].fate, PortFate::Moved);
        QCOMPARE(out[0].anchor.path, QByteArray("z.c"));
        QCOMPARE(out[0].anchor.firstLine, 5);
    }

    void aLostLineHangsOnItsFileWithItsOldText()
    {
        const auto out = portComments({comment("a.c", "int unique(double of, char kind);\n" + text(5), 0, 0)},
                                      target({{"a.c", text(5)}}));
        QCOMPARE(out[0].fate, PortFate::Lost);
        QVERIFY(out[0].anchor.isWholeFile());
        QCOMPARE(out[0].anchor.snippet, u"int unique(double of, char kind);"_s);
    }

    void aFileThatIsGoneLeavesItsCommentsOnTheReview()
    {
        const auto out = portComments({comment("a.c", text(5), 0, 0)}, target({{"other.c", text(3, 9)}}));
        QCOMPARE(out[0].fate, PortFate::FileGone);
        QVERIFY(out[0].anchor.isWholeReview());
        QVERIFY(!out[0].anchor.snippet.isEmpty());
    }

    void aBlobThatIsGoneIsNoReasonToLoseAComment()
    {
        Comment c = comment("a.c", text(9), 3, 4);
        c.anchor.blob = ObjectId{"dead"};
        const auto out = portComments({c}, target({{"a.c", "x\n" + text(9)}}));
        QCOMPARE(out[0].fate, PortFate::Found);
        QCOMPARE(out[0].anchor.firstLine, 4);
    }

    void nothingIsDroppedAndTheOrderStays()
    {
        std::vector<Comment> all;
        for (int i = 0; i < 9; ++i)
            all.push_back(comment("a.c", text(9), i, i));
        all.push_back({});
        Comment file;
        file.anchor.path = "a.c";
        all.push_back(file);
        for (const QByteArray &next : {text(9), text(4), QByteArray(), text(9, 3), text(2) + text(9)}) {
            const auto out = portComments(all, target({{"a.c", next}}));
            QCOMPARE(out.size(), all.size());
            for (size_t i = 0; i < out.size(); ++i)
                QCOMPARE(out[i].index, i);
        }
    }
};

QTEST_GUILESS_MAIN(TestPortComments)
#include "tst_portcomments.moc"
