"""Where names stand in a drawing."""

from alliance_graph.export.captions import Node, place_names


def test_a_name_stands_away_from_the_lines_of_its_node():
    nodes = {"left": Node((0, 0), 6, 50, [(100, 10)]), "right": Node((100, 10), 6, 50, [(0, 0)])}
    boxes = place_names(nodes)
    assert boxes["left"].right < 0
    assert boxes["right"].left > 100


def test_a_name_amid_a_row_stands_below():
    box = place_names({"middle": Node((0, 0), 6, 50, [(-100, 0), (100, 0)])})["middle"]
    assert box.top >= 6
    assert box.left == -25


def test_names_are_never_on_one_another_nor_on_a_node_and_one_without_room_is_left_out():
    nodes = {f"{x} {y}": Node((20.0 * x, 20.0 * y), 5, 70, []) for x in range(8) for y in range(8)}
    boxes = list(place_names(nodes).values())
    assert 5 < len(boxes) < 64
    assert not [(one, two) for one in boxes for two in boxes if one is not two and one.meets(two)]
    assert not [box for box in boxes for node in nodes.values() if box.left < node.at[0] < box.right
                and box.top < node.at[1] < box.bottom]  # fmt: skip


def test_a_node_without_a_name_has_no_box():
    assert place_names({"hub": Node((0, 0), 6, 0, [])}) == {}
