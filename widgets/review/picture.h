// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "diff/fileentry.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QImage>

namespace docket {

/**
 * One side of a changed picture. What an agent left may be anything, so: only bitmap formats that begin with their mark
 * are read (never SVG, whose text is compared as text), sizes are looked at before memory is taken, and only the first
 * frame is decoded.
 */
struct Picture
{
    Q_DECLARE_TR_FUNCTIONS(docket::Picture)

public:
    static constexpr qint64 MaxBytes = 64 << 20;
    static constexpr qint64 MaxPixels = 48'000'000; ///< 192 MB while it is decoded

    QImage image;      ///< null: absent, or `problem` says why
    QByteArray format; ///< "png"; empty if unknown
    QSize size;        ///< in the file, which may be known though it is not decoded
    QString problem;   ///< a sentence

    /** Any thread. */
    static Picture decode(const QByteArray &bytes);
    /** The format that the first bytes tell; empty if it is none that is shown. */
    static QByteArray formatOf(QByteArrayView bytes);
    /** By the ending of its name; the content has the last word. */
    static bool isPicturePath(const QByteArray &path);
};

/** Where two pictures differ. */
struct PictureDifference
{
    QImage image;            ///< as large as both together; equal parts pale, what differs strong
    qint64 changedPixels = 0;
    qint64 pixels = 0;

    /** Any thread; null image when cancelled. */
    static PictureDifference of(const QImage &before, const QImage &after, const CancelToken &cancel = {});
};

} // namespace docket
