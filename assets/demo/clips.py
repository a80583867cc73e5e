"""The demo's clip: a slow pan over one of our own pictures, with a few soft notes."""

import subprocess

SECONDS = 10
NOTES_HZ = (392, 440, 523.25, 587.33, 523.25)  # sol la đô rê đô, the scale of a lullaby


def draw(picture, path):
    """H.264 and AAC as boards take them, so that the server keeps it as it is."""
    note = SECONDS / len(NOTES_HZ)
    tune = "+".join(
        f"between(t,{i * note},{(i + 1) * note})*0.25*exp(-2*mod(t,{note}))*sin(2*PI*{hz}*t)"
        for i, hz in enumerate(NOTES_HZ))
    subprocess.run(
        ["ffmpeg", "-v", "error", "-nostdin", "-y", "-loop", "1", "-framerate", "25", "-i", picture,
         "-f", "lavfi", "-i", f"aevalsrc='{tune}':s=48000:c=stereo", "-t", str(SECONDS), "-vf",
         f"zoompan=z='1+0.2*on/{25 * SECONDS}':x='(iw-iw/zoom)/2':y='(ih-ih/zoom)*0.6':d=1:"
         "s=1280x720:fps=25,format=yuv420p",
         "-c:v", "libx264", "-profile:v", "high", "-preset", "veryfast", "-g", "50", "-c:a", "aac",
         "-movflags", "+faststart", path], check=True)
    return path
