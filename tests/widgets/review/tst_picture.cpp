// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/fakelookup.h"
#include "widgets/review/diffactions.h"
#include "widgets/review/diffview.h"
#include "widgets/review/picturecompare.h"
#include "widgets/review/picturerows.h"
#include "widgets/review/realchange.h"

#include <QAbstractButton>
#include <QBuffer>
#include <QLabel>
#include <QPainter>
#include <QScrollBar>
#include <QSlider>
#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;
using Way = PictureCanvas::Way;

namespace {

QImage plain(const QSize &size, const QColor &color)
{
    QImage image(size, QImage::Format_ARGB32);
    image.fill(color);
    return image;
}

QByteArray encoded(const QImage &image, const char *format = "png")
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}

QImage withSquare(QImage image, const QRect &square, const QColor &color)
{
    QPainter painter(&image);
    painter.fillRect(square, color);
    return image;
}

/** As PNG checks its chunks (ISO 3309). */
quint32 crc32(QByteArrayView bytes)
{
    quint32 crc = ~0U;
    for (const char byte : bytes) {
        crc ^= uchar(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320U : 0);
    }
    return ~crc;
}

/** A picture of a few bytes whose header promises so many pixels. */
QByteArray hugePng(quint32 side)
{
    QByteArray bytes = encoded(plain({4, 4}, Qt::red));
    const auto put = [&bytes](int at, quint32 value) {
        for (int i = 0; i < 4; ++i)
            bytes[at + i] = char(value >> (24 - 8 * i));
    };
    put(16, side);
    put(20, side);
    put(29, crc32(QByteArrayView(bytes).sliced(12, 17)));
    return bytes;
}

} // namespace

class TestPicture : public QObject
{
    Q_OBJECT

    test::FakeLookup m_lookup;
    std::unique_ptr<DiffView> m_view;

    /** One changed picture between two changed texts. */
    DiffView &open(const QByteArray &before, const QByteArray &after)
    {
        QByteArray text;
        for (int i = 0; i < 60; ++i)
            text += "line " + QByteArray::number(i) + '\n';
        const auto change = test::changeOf({test::fileChange("a.txt", text, "new\n" + text),
                                            test::fileChange("logo.png", before, after),
                                            test::fileChange("z.txt", text, text + "new\n")});
        for (const bool right : {false, true}) {
            const diff::FileVersion &version = right ? change.entries[1].after : change.entries[1].before;
            if (version.exists())
                m_lookup.blobs.insert(version.blob.hex, right ? after : before);
        }
        m_view = std::make_unique<DiffView>();
        m_view->resize(1100, 700);
        m_view->show();
        m_view->setLookup(&m_lookup, u"/repository"_s, {"base"});
        m_view->begin(change.entries);
        for (int i = 0; i < 3; ++i)
            m_view->setFile(i, change.files[size_t(i)]);
        while (!QTest::qWaitForWindowExposed(m_view.get())) { }
        m_view->setFocus();
        return *m_view;
    }

    PictureCompare *picture() const { return m_view->pictures()->compare(1); }

private Q_SLOTS:
    void cleanup()
    {
        m_view.reset();
        m_lookup.blobs.clear();
        m_lookup.asked.clear();
    }

    void bitmapsAreReadByTheirMarkAlone()
    {
        const QByteArray png = encoded(plain({20, 10}, Qt::red));
        const Picture picture = Picture::decode(png);
        QCOMPARE(picture.format, "png");
        QCOMPARE(picture.size, QSize(20, 10));
        QCOMPARE(picture.image.pixelColor(3, 3), QColor(Qt::red));
        QVERIFY(picture.problem.isEmpty());
        QCOMPARE(Picture::decode(encoded(plain({5, 5}, Qt::red), "bmp")).format, "bmp");
        QCOMPARE(Picture::decode(encoded(plain({5, 5}, Qt::red), "jpg")).format, "jpeg");
    }

    void whatIsNoBitmapIsNeverRendered_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("svg") << QByteArray("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("PNG");
        QTest::newRow("cut short") << encoded(plain({50, 50}, Qt::red)).left(40);
        QTest::newRow("svg that claims to be a bitmap") << QByteArray("BM<svg xmlns='http://www.w3.org/2000/svg'/>");
    }

    void whatIsNoBitmapIsNeverRendered()
    {
        QFETCH(QByteArray, bytes);
        const Picture picture = Picture::decode(bytes);
        QVERIFY(picture.image.isNull());
        QVERIFY(!picture.problem.isEmpty());
    }

    void aPictureThatClaimsToBeHugeTakesNoMemory()
    {
        const Picture picture = Picture::decode(hugePng(60'000));
        QVERIFY(picture.image.isNull());
        QCOMPARE(picture.size, QSize(60'000, 60'000));
        QVERIFY2(picture.problem.contains("60000"_L1), qPrintable(picture.problem));
    }

    void differentPixelsAreCounted()
    {
        const QImage before = plain({40, 30}, Qt::white);
        const PictureDifference some =
            PictureDifference::of(before, withSquare(before, {5, 5, 4, 3}, QColor(254, 255, 255)));
        QCOMPARE(some.changedPixels, 12);
        QCOMPARE(some.pixels, 40 * 30);
        QVERIFY(some.image.pixelColor(6, 6) != some.image.pixelColor(0, 0)); // the least change can be seen
        QCOMPARE(PictureDifference::of(before, before).changedPixels, 0);
        QCOMPARE(PictureDifference::of(before, plain({42, 30}, Qt::white)).changedPixels, 2 * 30);
        const CancelToken cancel;
        cancel.cancel();
        QVERIFY(PictureDifference::of(before, before, cancel).image.isNull());
    }

    void aChangedPictureStandsBelowItsNoteWithItsFacts()
    {
        open(encoded(plain({120, 80}, Qt::red)), encoded(plain({60, 80}, Qt::blue)));
        m_view->goToFile(1);
        QTRY_VERIFY(picture() && picture()->findChild<QLabel *>(u"pictureFactsAfter"_s)->text().contains("60"_L1));
        const QString facts = picture()->facts(false);
        for (const QString &part : {u"Before"_s, u"PNG"_s, u"120 \u00d7 80"_s, u"bytes"_s,
                                    m_view->scene().document().entry(1).before.blob.shortened(12)})
            QVERIFY2(facts.contains(part), qPrintable(facts));
        QVERIFY(m_view->visibleText().contains("Binary file"_L1));
        const QRect band = m_view->rowRect(m_view->scene().pictureRow(1));
        QVERIFY(band.contains(picture()->geometry().topLeft()));
        QVERIFY(picture()->canvas()->accessibleDescription().contains("120"_L1));
        QTRY_COMPARE(picture()->height(), m_view->scene().pictureHeight(1));
        const QImage shot = picture()->canvas()->grab().toImage();
        QCOMPARE(shot.pixelColor(shot.width() / 4, shot.height() / 2), QColor(Qt::red));
        QCOMPARE(shot.pixelColor(shot.width() * 3 / 4, shot.height() / 2), QColor(Qt::blue));
    }

    void theKeyboardAloneComparesInFourWays()
    {
        open(encoded(plain({100, 80}, Qt::red)),
             encoded(withSquare(plain({100, 80}, Qt::red), {0, 0, 10, 10}, Qt::blue)));
        m_view->goToFile(1);
        QTRY_VERIFY(picture() && picture()->findChild<QAbstractButton *>(u"pictureSwipe"_s)->isEnabled());
        QTest::keyClick(m_view.get(), Qt::Key_I);
        QTRY_VERIFY(picture()->canvas()->hasFocus());
        QTest::keyClick(picture()->canvas(), Qt::Key_2);
        QCOMPARE(picture()->canvas()->way(), Way::Swipe);
        QVERIFY(picture()->findChild<QAbstractButton *>(u"pictureSwipe"_s)->isChecked());
        QTest::keyClick(picture()->canvas(), Qt::Key_End);
        QCOMPARE(picture()->findChild<QSlider *>()->value(), 100);
        QTest::keyClick(picture()->canvas(), Qt::Key_Left);
        QCOMPARE(picture()->canvas()->share(), 95);
        QTest::keyClick(picture()->canvas(), Qt::Key_3);
        QCOMPARE(picture()->canvas()->way(), Way::OnionSkin);
        QTest::keyClick(picture()->canvas(), Qt::Key_4);
        QTRY_VERIFY(picture()->findChild<QLabel *>(u"pictureResult"_s)->text().contains("100 of 8,000"_L1));
        QTest::keyClick(picture()->canvas(), Qt::Key_Escape);
        QTRY_VERIFY(m_view->hasFocus());
        for (const QWidget *control : picture()->findChildren<QWidget *>()) {
            if (control->focusPolicy() != Qt::NoFocus)
                QVERIFY2(!control->accessibleName().isEmpty(), qPrintable(control->objectName()));
        }
    }

    void theSwipesEdgeFollowsTheMouse()
    {
        open(encoded(plain({100, 100}, Qt::red)), encoded(plain({100, 100}, Qt::blue)));
        m_view->goToFile(1);
        QTRY_VERIFY(picture() && picture()->findChild<QAbstractButton *>(u"pictureSwipe"_s)->isEnabled());
        QTest::mouseClick(picture()->findChild<QAbstractButton *>(u"pictureSwipe"_s), Qt::LeftButton);
        PictureCanvas *canvas = picture()->canvas();
        canvas->grab(); // lays the frame out
        QTest::mouseClick(canvas, Qt::LeftButton, {}, {canvas->width() / 2 - 30, canvas->height() / 2});
        QCOMPARE(canvas->share(), 20);
        const QImage shot = canvas->grab().toImage();
        QCOMPARE(shot.pixelColor(canvas->width() / 2 - 40, canvas->height() / 2), QColor(Qt::red));
        QCOMPARE(shot.pixelColor(canvas->width() / 2, canvas->height() / 2), QColor(Qt::blue));
    }

    void anAddedPictureHasOneSide()
    {
        open(QByteArray(), encoded(plain({30, 30}, Qt::green)));
        m_view->goToFile(1);
        QTRY_VERIFY(picture() && picture()->facts(true).contains("30"_L1));
        QVERIFY(picture()->facts(false).contains("absent"_L1));
        QVERIFY(!picture()->findChild<QAbstractButton *>(u"pictureDifference"_s)->isEnabled());
        QCOMPARE(m_lookup.asked.size(), 1);
    }

    void picturesScrollWithTheTextAndGoWhenTheFileIsClosed()
    {
        open(encoded(plain({200, 300}, Qt::red)), encoded(plain({200, 300}, Qt::blue)));
        m_view->setWholeFiles(true);
        QTRY_VERIFY(m_view->verticalScrollBar()->maximum() > 1500);
        m_view->goToFile(1);
        QTRY_VERIFY(picture() && picture()->height() > 250);
        const int before = picture()->y();
        m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->value() - 40);
        QCOMPARE(picture()->y(), before + 40);
        QTest::keyClick(m_view.get(), Qt::Key_Return); // closes the file: the caret is on its header
        QTRY_VERIFY(!picture()->isVisible());
        m_view->verticalScrollBar()->setValue(0);
        QVERIFY(!m_view->pictures()->isAnyVisible());
    }

    void withoutARepositorySizeAndHashRemain()
    {
        open(encoded(plain({20, 20}, Qt::red)), encoded(plain({20, 20}, Qt::blue)));
        m_view->setLookup(nullptr, {}, {});
        m_view->goToFile(1);
        QCoreApplication::processEvents();
        QVERIFY(!picture());
        QVERIFY(m_view->visibleText().contains(m_view->scene().document().entry(1).after.blob.shortened()));
    }

    void whatCannotBeReadIsSaid()
    {
        open(encoded(plain({20, 20}, Qt::red)), encoded(plain({20, 20}, Qt::blue)));
        m_lookup.blobs.clear();
        m_view->setLookup(nullptr, {}, {});
        m_view->setLookup(&m_lookup, u"/repository"_s, {"base"});
        m_view->goToFile(1);
        QTRY_VERIFY(picture()
                    && picture()->findChild<QLabel *>(u"pictureResult"_s)->text().contains("No such blob"_L1));
        QVERIFY(picture()->absence(true).contains("No such blob"_L1)); // and not that it is absent
    }
};

QTEST_MAIN(TestPicture)
#include "tst_picture.moc"
