// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/fileentry.h"
#include "widgets/review/picturecanvas.h"

#include <QFrame>

class QButtonGroup;
class QLabel;
class QSlider;

namespace docket {

/** A changed picture: what is known of both sides in words, the four ways to compare them, and the pictures. Lies over
 * the room that the surface leaves. */
class PictureCompare : public QFrame
{
    Q_OBJECT

public:
    PictureCompare(const diff::FileEntry &entry, QWidget *parent);

    void setPictures(const Picture &before, const Picture &after);
    void setDifference(const PictureDifference &difference);
    void setProblem(const QString &sentence);
    void setWay(PictureCanvas::Way way);
    PictureCanvas *canvas() const { return m_canvas; }
    /** "PNG, 120 × 80, 4.1 kB, 1a2b3c4d"; what a screen reader says too. */
    QString facts(bool after) const;
    /** Why there is no picture of that side (yet). */
    QString absence(bool after) const;
    int wantedHeight(int width, int most) const;

Q_SIGNALS:
    void differenceWanted(); ///< it is asked for once, when it is first looked at
    void left();

private:
    void updateFacts();
    void updateControls();

    diff::FileEntry m_entry;
    Picture m_before;
    Picture m_after;
    PictureDifference m_difference;
    bool m_askedForDifference = false;
    QString m_problem;
    PictureCanvas *m_canvas;
    QButtonGroup *m_ways;
    QSlider *m_share;
    QLabel *m_shareName;
    QLabel *m_facts[2];
    QLabel *m_result;
};

} // namespace docket
