"""machine.py IMAGE KERNEL INITRD WORK: boots the image in QEMU with a screen and a keyboard, follows
what the story says on the serial line, takes a picture of the screen (PICTURE NAME) and presses keys
(KEYS KEY...) where it asks for it; after keys the screen must be as before (UNCHANGED NAME). Exit
code 0 when it ended well. --arm64: another machine."""

import argparse
import pathlib
import re
import socket
import subprocess
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))

import glass  # noqa: E402

MINUTES_MAX = 45
# A clock on the screen may have gone on.
PIXELS_OTHER_MAX = 0.05
MACHINES = {
    "amd64": ["qemu-system-x86_64", "-cpu", "max", "-vga", "none", "-device", "VGA,xres=1280,yres=720"],
    # The processor of a Raspberry Pi 4.
    "arm64": ["qemu-system-aarch64", "-M", "virt", "-cpu", "cortex-a72", "-device",
              "virtio-gpu-pci,xres=1280,yres=720", "-device", "virtio-keyboard-pci"],
}
SERIAL = {"amd64": "ttyS0", "arm64": "ttyAMA0"}


def main():
    options = parse_options()
    serial, monitor = options.work / "serial.log", options.work / "monitor"
    serial.unlink(missing_ok=True)
    monitor.unlink(missing_ok=True)
    machine = subprocess.Popen(
        [*MACHINES[options.kind], "-accel", "tcg,thread=multi", "-smp", "2", "-m", "2048", "-kernel",
         options.kernel, "-initrd", options.initrd, "-append",
         f"root=/dev/vda rw panic=1 console=tty0 console={SERIAL[options.kind]}",
         "-drive", f"file={options.image},if=virtio,format=raw,cache=unsafe", "-nic", "none",
         "-display", "none", "-serial", f"file:{serial}", "-monitor",
         f"unix:{monitor},server,nowait", "-no-reboot"],
        stdin=subprocess.DEVNULL)
    try:
        return follow(machine, serial, monitor, options.work)
    finally:
        machine.kill()
        machine.wait()


def parse_options():
    parser = argparse.ArgumentParser()
    for name in ("image", "kernel", "initrd"):
        parser.add_argument(name)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--arm64", dest="kind", action="store_const", const="arm64", default="amd64")
    return parser.parse_args()


def follow(machine, serial, monitor, work):
    end = time.monotonic() + MINUTES_MAX * 60
    told, began, picture = 0, time.monotonic(), None
    while time.monotonic() < end:
        ended = machine.poll() is not None
        text = serial.read_text(errors="replace") if serial.exists() else ""
        lines = [m.group(1) for m in re.finditer(r"story\.sh\[\d+\]: (.*)", text)]
        for line in lines[told:]:
            print(f"{time.monotonic() - began:5.0f} s  {line.rstrip()}", flush=True)
            word, *rest = line.split() or [""]
            if word in ("PICTURE", "UNCHANGED"):
                before, picture = picture, work / f"{rest[0]}.png"
                take_picture(monitor, picture)
                if glass.is_black(picture):
                    print(f"the screen is black: {picture}", file=sys.stderr)
                    return 1
                if word == "UNCHANGED" and pixels_other(before, picture) > PIXELS_OTHER_MAX:
                    print(f"the screen shows something else: {picture}", file=sys.stderr)
                    return 1
            elif word == "KEYS":
                for key in rest:
                    command(monitor, f"sendkey {key}")
            if line.startswith("== all of it holds"):
                return 0
        told = len(lines)
        if ended:
            break
        time.sleep(0.5)
    print(f"the story did not end well: {serial}", file=sys.stderr)
    return 1


def command(monitor, text):
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(monitor))
        line.sendall(f"{text}\n".encode())
        time.sleep(2)


def take_picture(monitor, path):
    command(monitor, f"screendump {path} -f png")
    print(f"        the screen: {path}", flush=True)


def pixels_other(before, after):
    """The share of pixels in which two pictures of a screen differ; 1 where its size is another."""
    width, height, channels, rows = glass.png_pixels(before)
    *shape, others = glass.png_pixels(after)
    if shape != [width, height, channels]:
        return 1
    other = sum(one[x:x + channels] != two[x:x + channels]
                for one, two in zip(rows, others) if one != two
                for x in range(0, width * channels, channels))
    return other / (width * height)


if __name__ == "__main__":
    sys.exit(main())
