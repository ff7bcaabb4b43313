"""Print what Chaperone costs on this machine: `make bench`.

Everything happens in a folder and a database of its own, which are gone afterwards.
"""

from benchmarks import machine, scan, scratch


def main() -> None:
    print(machine.line())
    print("\nThe PHI check")
    scan.main()
    with scratch.installation():
        # Models can be imported only once Django knows its scratch database.
        from benchmarks import cases, desk, editor, filling, pictures  # noqa: PLC0415

        print("\nPreparing an upload, and the photo check of what was prepared")
        pictures.main()
        print("\nThe editor: a highlight within 300 ms of a pause")
        for what in (editor.watch, editor.measure):
            what(filling.house())
        house = filling.house()
        for posts in (100, 10_000):
            filling.fill(house, posts)
            desk.measure(house, posts)
        desk.demand_no_more_queries()
        print("\nLoading cases")
        cases.main(house)


if __name__ == "__main__":
    main()
