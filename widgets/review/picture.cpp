// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/picture.h"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <iterator>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr int MaxMegabytes = 256; // of one decoded picture, whatever its header says

struct Mark
{
    const char *format;
    QByteArrayView bytes;
    int at;
};

constexpr Mark marks[] = {
    {"png", "\x89PNG\r\n\x1a\n", 0},
    {"jpeg", "\xff\xd8\xff", 0},
    {"gif", "GIF8", 0},
    {"bmp", "BM", 0},
    {"webp", "WEBP", 8},
    {"ico", QByteArrayView("\0\0\1\0", 4), 0},
};

QImage onCanvas(const QImage &image, const QSize &size)
{
    QImage canvas(size, QImage::Format_ARGB32);
    canvas.fill(Qt::transparent);
    QPainter painter(&canvas);
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    painter.drawImage(0, 0, image);
    return canvas;
}

} // namespace

QByteArray Picture::formatOf(QByteArrayView bytes)
{
    for (const Mark &mark : marks) {
        if (bytes.size() > mark.at + mark.bytes.size() && bytes.sliced(mark.at, mark.bytes.size()) == mark.bytes)
            return mark.format;
    }
    return {};
}

bool Picture::isPicturePath(const QByteArray &path)
{
    const QByteArray ending = path.mid(path.lastIndexOf('.') + 1).toLower();
    static constexpr const char *endings[] = {"png", "jpg", "jpeg", "gif", "bmp", "webp", "ico"};
    return std::ranges::find(endings, ending) != std::end(endings);
}

Picture Picture::decode(const QByteArray &bytes)
{
    Picture picture;
    picture.format = formatOf(bytes);
    if (picture.format.isEmpty()) {
        picture.problem = tr("This is no picture of a known format.");
        return picture;
    }
    if (QImageReader::allocationLimit() == 0 || QImageReader::allocationLimit() > MaxMegabytes)
        QImageReader::setAllocationLimit(MaxMegabytes);
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, picture.format);
    reader.setAutoDetectImageFormat(false); // no other reader gets to see it
    reader.setDecideFormatFromContent(false);
    reader.setAutoTransform(true);
    picture.size = reader.size();
    if (qint64(picture.size.width()) * picture.size.height() > MaxPixels) {
        picture.problem =
            tr("Too large to be shown: %1 \u00d7 %2 pixels.").arg(picture.size.width()).arg(picture.size.height());
        return picture;
    }
    const QImage read = reader.read();
    if (read.isNull()) {
        picture.problem = QImageReader::supportedImageFormats().contains(picture.format)
            ? tr("The picture is damaged: %1.").arg(reader.errorString())
            : tr("Pictures of this format cannot be shown here.");
        return picture;
    }
    picture.size = read.size();
    picture.image = read.convertToFormat(QImage::Format_ARGB32_Premultiplied);
    return picture;
}

PictureDifference PictureDifference::of(const QImage &before, const QImage &after, const CancelToken &cancel)
{
    PictureDifference difference;
    const QSize size = before.size().expandedTo(after.size());
    if (before.isNull() || after.isNull() || size.isEmpty())
        return difference;
    const QImage left = onCanvas(before, size);
    const QImage right = onCanvas(after, size);
    QImage result(size, QImage::Format_ARGB32);
    for (int y = 0; y < size.height(); ++y) {
        if (cancel.isCancelled())
            return {};
        const auto *a = reinterpret_cast<const QRgb *>(left.constScanLine(y));
        const auto *b = reinterpret_cast<const QRgb *>(right.constScanLine(y));
        auto *out = reinterpret_cast<QRgb *>(result.scanLine(y));
        for (int x = 0; x < size.width(); ++x) {
            const bool outside = !before.rect().contains(x, y) || !after.rect().contains(x, y);
            if (!outside && (a[x] == b[x] || (qAlpha(a[x]) == 0 && qAlpha(b[x]) == 0))) {
                const int grey = 200 + qGray(b[x]) * 55 / 255; // pale, so that what differs stands out
                out[x] = qRgba(grey, grey, grey, qAlpha(b[x]));
                continue;
            }
            ++difference.changedPixels;
            const int distance = std::max({std::abs(qRed(a[x]) - qRed(b[x])), std::abs(qGreen(a[x]) - qGreen(b[x])),
                                           std::abs(qBlue(a[x]) - qBlue(b[x])), std::abs(qAlpha(a[x]) - qAlpha(b[x]))});
            const int depth = outside ? 255 : 96 + distance * 159 / 255; // the least change can be seen too
            out[x] = qRgba(255 - depth / 8, 150 - depth * 150 / 255, 200 - depth / 4, 255);
        }
    }
    difference.pixels = qint64(size.width()) * size.height();
    difference.image = result.convertToFormat(QImage::Format_ARGB32_Premultiplied);
    return difference;
}

} // namespace docket
