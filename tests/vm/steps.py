"""What scenarios are made of: their list, and the steps that many of them take."""
from lab import expect, walk

SCENARIOS = {}


def scenario(function):
    SCENARIOS[function.__name__.replace('_', '-')] = function
    return function


FACE = [('attract', 'language.id', '', 'home'), ('home', 'bar.help', '', 'help'),
        ('help', 'button.opinion', '', 'faces balai')]


def give_face(lab, machine, face=4):
    """A short visit that ends with an answer on the disk; the line of the acknowledgement."""
    walk(lab, machine, *FACE)
    machine.rest(5)  # shorter visits are not counted
    before = len(machine.lines())
    machine.tap(*lab.tour.place('faces', f'face.{face}', 'balai'))
    line = machine.wait_line('^(saved|dropped) ', before, 30)
    expect(line == f'saved balai face {face}', f'face {face} was answered with "{line}"')
    return line


def back_to_invitation(lab, machine):
    """From whatever follows a face: a reason is asked of who was not helped, then thanks."""
    screen = machine.wait_line('^screen (reason|thanks)', len(machine.lines()) - 1, 30)
    machine.rest(0.5)
    if screen.startswith('screen reason'):
        walk(lab, machine, ('reason', 'bar.next', 'balai', 'thanks'))
    walk(lab, machine, ('thanks', 'button.done', '', 'attract'))


def process_of(machine):
    return int(machine.tell('systemctl show -P MainPID balai-kiosk'))


def journal(machine):
    return machine.tell('journalctl -q -u balai-kiosk -o cat --no-pager')


def restarts(machine):
    return int(machine.tell('systemctl show -P NRestarts balai-kiosk'))
